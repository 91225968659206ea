import { readFileSync } from "node:fs";
import { resnet18 } from "@joulebook/network";
import { expect, test } from "vitest";
import { acceleratorCost } from "../../src/accelerator/accelerator-cost.js";
import { costByKind } from "../../src/estimate/cost-by-kind.js";
import { tpuLike, tpuMapping } from "./shipped-files.js";

/** The rows of the guide's table, computed. */
function rows(): readonly string[] {
  const network = resnet18();
  const cost = (convention: "zigzag" | "sound") =>
    acceleratorCost(network, tpuLike().device, { convention, mapping: tpuMapping() });
  const [zigzag, sound] = [cost("zigzag"), cost("sound")];
  const cycles = ({ layers }: typeof sound, kind: string): number =>
    layers.filter((layer) => layer.kind === kind).reduce((sum, layer) => sum + layer.cycles, 0);
  const energy = (list: ReturnType<typeof costByKind>, kind: string): number =>
    list[kind as keyof typeof list]?.energy ?? 0;
  const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
  const line = (name: string, energies: readonly number[], counts: readonly number[]): string =>
    `| ${[name, ...energies.map((value) => (value * 1e6).toFixed(1)), ...counts.map((count) => whole.format(count))].join(" | ")} |`;
  const [a, b] = [costByKind(zigzag.layers), costByKind(sound.layers)];
  return [
    ...Object.keys(b).map((kind) =>
      line(kind, [energy(a, kind), energy(b, kind)], [cycles(zigzag, kind), cycles(sound, kind)]),
    ),
    line("all", [zigzag.energy ?? 0, sound.energy ?? 0], [zigzag.latencyCycles, sound.latencyCycles]),
  ];
}

test("the guide's table of the two conventions is what the engine computes", () => {
  const guide = readFileSync(new URL("../../../../docs/guides/accelerators.md", import.meta.url), "utf8");
  const computed = rows();
  for (const row of computed) expect(guide, computed.join("\n")).toContain(row);
});
