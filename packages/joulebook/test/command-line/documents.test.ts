import { expect, test } from "vitest";
import { schemaErrors } from "../support/document-schemas.js";
import { joulebook } from "../support/joulebook.js";

const commands: readonly (readonly [schema: string, line: string, code: number])[] = [
  ["recommend", "recommend --device raspberry-pi-4 --budget 100mJ", 0],
  ["recommend", "recommend --budget 30mJ --hard --alternatives 0", 0],
  ["recommend", "recommend --device odroid-n2+ --power 3W --rate 5/s --latency 40ms --latency-percentile 90", 0],
  [
    "recommend",
    "recommend --device raspberry-pi-4 --battery 37Wh --lifetime 6h --rate 1/s --utility accuracy=2,energy=1",
    0,
  ],
  ["recommend", "recommend --device raspberry-pi-4 --energy 20kJ --window 1h --rate 10/s --margin 10%", 0],
  ["recommend", "recommend --device raspberry-pi-4 --budget 1mJ", 4],
  ["recommend", "recommend --device raspberry-pi-4 --power 3W --rate 5000/s", 4],
  ["recommend", "recommend --dataset mlperf-tiny --task image-classification --budget 1mJ", 0],
  ["recommend-evaluate", "recommend evaluate --device raspberry-pi-4 --budgets 10", 0],
  ["devices", "devices", 0],
  ["models", "models --accuracy 70%", 0],
  ["datasets", "datasets", 0],
  ["datasets", "datasets mlperf-tiny", 0],
];

test.each(commands)("%s: joulebook %s prints one document that fits its schema", async (schema, line, expected) => {
  const { code, stdout } = await joulebook([...line.split(" "), "--json"]);
  expect(code).toBe(expected);
  expect(schemaErrors(schema, stdout)).toEqual([]);
  const document = JSON.parse(stdout) as { schema: string; inputs: readonly { sha256: string }[] };
  expect(document.schema).toBe(`joulebook/${schema}@1`);
  expect(document.inputs.length).toBeGreaterThan(0);
});

test("--json and --quiet stand before or after the command", async () => {
  const before = await joulebook(["--json", "--quiet", "devices"]);
  const after = await joulebook(["devices", "--quiet", "--json"]);
  expect(before).toEqual(after);
  expect(before.stderr).toBe("");
});

test("warnings go to stderr and into the document, and --quiet keeps stderr empty", async () => {
  const args = ["recommend", "--device", "jetson-agx-orin", "--budget", "300mJ", "--json"];
  const loud = await joulebook(args);
  const quiet = await joulebook([...args, "--quiet"]);
  const { warnings } = JSON.parse(loud.stdout) as { warnings: readonly { code: string; message: string }[] };
  expect(warnings.map(({ code }) => code)).toContain("mixed-software");
  expect(loud.stderr).toContain(`warning: ${warnings[0]?.message}`);
  expect(quiet).toEqual({ ...loud, stderr: "" });
});

test("no document holds null or a number that JSON cannot hold", async () => {
  const { stdout } = await joulebook("recommend --device raspberry-pi-4 --power 3W --rate 5000/s --json".split(" "));
  expect(stdout).not.toContain("null");
});
