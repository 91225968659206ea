import { InputError } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { linkGraph, readSystem } from "../../src/index.js";
import { quadCore, quadText, shippedCores } from "./quad-core.js";

async function problemsOf(text: string, resolve = shippedCores): Promise<InputError["problems"]> {
  const failure = await readSystem(text, "system.yaml", resolve).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(InputError);
  expect((failure as InputError).exitCode).toBe(3);
  return (failure as InputError).problems;
}

const written = (links: string): string =>
  `name: two\ncores:\n  - edge_tpu_like.yaml\n  - edge_tpu_like.yaml\n  - offchip.yaml\ngraph:\n  type: links\n  offchip_core_id: 2\n  links:\n${links}`;

describe("a system of cores", () => {
  it("has its cores with their roles, a mesh with a link per direction, and one link to main memory for all", async () => {
    const { device } = await quadCore();
    expect(device.cores.map(({ role }) => role)).toEqual([
      "compute",
      "compute",
      "compute",
      "compute",
      "pooling",
      "simd",
      "off-chip",
    ]);
    const { resources, route } = linkGraph(device);
    // both ways: 4 edges of the 2 x 2 mesh, 4 to pooling, 4 to SIMD, pooling to SIMD; one off-chip
    expect(resources).toHaveLength(2 * 4 + 2 * 4 + 2 * 4 + 2 + 1);
    expect(route(0, 3)?.resources).toHaveLength(2);
    expect(route(0, 3)?.widthBits).toBe(32);
    expect(route(0, 4)?.resources).toHaveLength(1);
    const offChip = route(6, 0)?.resources;
    expect(offChip).toHaveLength(1);
    expect(route(6, 4)?.resources).toEqual(offChip);
    expect(route(3, 6)?.resources).toEqual(offChip);
    expect(route(6, 0)?.widthBits).toBe(64);
  });

  it("reads both files that ship", async () => {
    expect((await quadCore("edge_tpu_like_quad_core.yaml")).device.cores[4]?.memories).toHaveLength(2);
    expect((await quadCore()).device.cores[4]?.memories).toHaveLength(1);
  });

  it("may be a bus that all cores share, or links written out with energies", async () => {
    const bus = quadText("edge_tpu_like_quad_core_examples.yaml").replace("type: 2d_mesh", "type: bus");
    const { route } = linkGraph((await readSystem(bus, "bus.yaml", shippedCores)).device);
    expect(route(0, 3)?.resources).toEqual(route(1, 2)?.resources);
    const links =
      "    - {from: 0, to: 1, bandwidth: 16, unit_energy_cost: 2, bidirectional: true}\n" +
      "    - {from: 1, to: 2, bandwidth: 64, bidirectional: true}\n";
    const { device } = await readSystem(written(links), "two.yaml", shippedCores);
    expect(device.links?.[0]).toMatchObject({ widthBits: 16, energyPerBit: 2e-12 });
  });

  it("refuses a link from a core to itself and one given twice, with its line", async () => {
    const problems = await problemsOf(
      written(
        "    - {from: 0, to: 1, bandwidth: 16, bidirectional: true}\n    - {from: 1, to: 1, bandwidth: 16}\n" +
          "    - {from: 1, to: 0, bandwidth: 8}\n    - {from: 2, to: 1, bandwidth: 8, bidirectional: true}\n",
      ),
    );
    expect(problems.map(({ code, line }) => [code, line])).toEqual([
      ["cyclic-link", 11],
      ["cyclic-link", 12],
    ]);
    expect(problems[0]?.message).toBe("a link leads from core 1 to itself");
  });

  it("refuses a core that the others cannot reach, or only in one direction", async () => {
    const lonely = await problemsOf(written("    - {from: 0, to: 1, bandwidth: 16, bidirectional: true}\n"));
    expect(lonely.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      "unreachable-core: core-2 is linked to the others in no way",
    ]);
    const oneWay = await problemsOf(
      written("    - {from: 0, to: 1, bandwidth: 16, bidirectional: true}\n    - {from: 2, to: 1, bandwidth: 16}\n"),
    );
    expect(oneWay[0]?.message).toBe("core-2 is linked to the others in one direction only");
  });

  it("refuses files of cores that are missing, broken, or systems themselves, each with its own place", async () => {
    const good = quadText("edge_tpu_like_quad_core.yaml");
    const missing = await problemsOf(good.replace("- simd.yaml", "- sidm.yaml"));
    expect(missing.find(({ code }) => code === "unknown-core")).toMatchObject({ file: "system.yaml", line: 9 });
    const cyclic = await problemsOf(good, async (name) =>
      name === "simd.yaml" ? { text: good, file: "simd.yaml" } : shippedCores(name),
    );
    expect(cyclic.some(({ code, line }) => code === "cyclic-system" && line === 9)).toBe(true);
    const broken = await problemsOf(good, async (name) => {
      const found = await shippedCores(name);
      return found === undefined || name !== "pooling.yaml"
        ? found
        : { ...found, text: found.text.replace("size: 128\n", "size: -1\n") };
    });
    expect(broken).toHaveLength(1);
    expect(broken[0]).toMatchObject({ file: "cores/pooling.yaml", line: 5 });
  });

  it("says what is wrong with a graph: its type, its size, its ends", async () => {
    const good = quadText("edge_tpu_like_quad_core.yaml");
    expect((await problemsOf(good.replace("2d_mesh", "2d_mash")))[0]).toMatchObject({ nearest: ["2d_mesh"], line: 13 });
    expect((await problemsOf(good.replace("nb_rows: 2", "nb_rows: 3")))[0]?.message).toContain("holds 6 cores");
    expect((await problemsOf(good.replace("offchip_core_id: 6", "offchip_core_id: 9")))[0]?.code).toBe("unknown-core");
    expect((await problemsOf("name: x\ncores: []\n")).map(({ message }) => message)).toContain(
      "the system has no graph",
    );
  });

  it("survives texts that are no systems", async () => {
    for (const text of ["", "cores: 3", "cores: [1, [2]]\ngraph: 3", "cores: [a]\ngraph: {type: [1]}", "a: &x [*x]"]) {
      expect((await problemsOf(text)).length).toBeGreaterThan(0);
    }
  });
});
