import { expect, test } from "vitest";
import { schemaErrors } from "../support/document-schemas.js";
import { joulebook } from "../support/joulebook.js";

const wrong: readonly (readonly [what: string, args: string, code: string, says: string])[] = [
  ["no command", "", "missing-command", "a command is missing"],
  ["an unknown command", "recomend", "unknown-command", "did you mean: recommend"],
  ["an unknown subcommand", "recommend evalute", "unknown-command", "did you mean: evaluate"],
  ["an unknown option", "recommend --budgt=50mJ", "unknown-option", "did you mean: --budget"],
  ["an option of another command", "recommend evaluate --budget 5mJ", "unknown-option", "did you mean: --budgets"],
  ["an option before its command", "recommend --device odroid-n2+ evaluate", "misplaced-option", "write it behind"],
  ["an unexpected argument", "doctor now", "unexpected-argument", 'unexpected argument "now"'],
  ["an option without its value", "recommend --budget", "option-missing-argument", "--budget"],
  ["no budget", "recommend --device raspberry-pi-4", "missing-budget", "recommend needs a budget"],
  ["two budgets", "recommend --budget 1J --power 2W --rate 1/s", "several-budgets", "exclude each other"],
  ["a budget without a unit", "recommend --budget 50", "missing-unit", "did you mean: 50mJ, 50J"],
  ["a megajoule", "recommend --budget 50MJ", "too-large", "50 megajoules"],
  ["a charge without a voltage", "recommend --battery 1000mAh --lifetime 1d --rate 1/s", "missing-voltage", "@"],
  [
    "an unknown device",
    "recommend --device rasberry-pi-4 --budget 1J",
    "unknown-device",
    "did you mean: raspberry-pi-4",
  ],
  ["an unknown model", "models --model mobilnet-v1-1.0-224", "unknown-model", "did you mean: mobilenet-v1-1.0-224"],
  ["an unknown runtime", "recommend --backend tflite-rui --budget 1J", "unknown-backend", "did you mean: tflite-ruy"],
  ["an unknown dataset", "datasets mlperf-tin", "unknown-dataset", "did you mean: mlperf-tiny"],
  ["an unknown study", "report design-revew", "unknown-study", "design-review"],
  ["an unknown parameter", "report design-review -p devise=x", "unknown-parameter", "did you mean: device"],
  ["a parameter without a value", "report design-review -p device", "bad-parameter", "name=value"],
  ["a parameter given twice", "report design-review -p seed=1 -p seed=2", "parameter-twice", "given twice"],
  ["an unknown format", "report design-review --formats pdff", "unknown-format", "did you mean: pdf"],
  ["a percentile without a limit", "recommend --budget 1J --latency-percentile p90", "missing-option", "--latency"],
  ["an unknown percentile", "recommend --budget 1J --latency 1s --latency-percentile p42", "unknown-statistic", "p90"],
  ["a margin that is no share", "recommend --budget 1J --margin 12mJ", "wrong-dimension", "--margin"],
  ["a quantile for several boards", "recommend --budget 1J --margin p90", "missing-option", "--device"],
  ["a weight of nothing", "recommend --budget 1J --utility taste=1", "bad-weights", "accuracy=3"],
  ["several tasks", "recommend --budget 1J --dataset mlperf-tiny", "several-tasks", "keyword-spotting"],
  ["no whole number", "recommend evaluate --budgets 1.5", "bad-number", "a whole number from 2"],
];

test.each(wrong)("%s is a usage error that says what to do, as text and as JSON", async (_, line, problem, says) => {
  const args = line.split(" ").filter((word) => word !== "");
  const text = await joulebook(args);
  const json = await joulebook([...args, "--json"]);
  expect([text.code, json.code]).toEqual([2, 2]);
  expect(text.stdout).toBe("");
  expect(text.stderr).toContain(says);
  expect(schemaErrors("error", json.stdout)).toEqual([]);
  const { errors } = JSON.parse(json.stdout) as { errors: readonly { code: string }[] };
  expect(errors.map(({ code }) => code)).toEqual([problem]);
});

test("an option behind a subcommand belongs to the subcommand", async () => {
  const { stdout } = await joulebook(["recommend", "evaluate", "--device", "odroid-n2+", "--budgets", "10", "--json"]);
  const { inSample } = JSON.parse(stdout) as { inSample: { perDevice: readonly { device: string }[] } };
  expect(inSample.perDevice.map(({ device }) => device)).toEqual(["odroid-n2+"]);
});

test("recommend evaluate takes one software version when asked to", async () => {
  const args = ["recommend", "evaluate", "--device", "raspberry-pi-4", "--budgets", "10", "--json"];
  const { stdout } = await joulebook([...args, "--software", "ArmNN v21.02 (Neon)"]);
  const { inSample, outOfSample } = JSON.parse(stdout) as Record<string, { perRound: readonly unknown[] }>;
  expect([inSample?.perRound.length, outOfSample]).toEqual([1, []]);
});

test.each([
  ["--json", "recommend", "evaluate"],
  ["recommend", "--json", "evaluate"],
])("--json may stand anywhere: %s %s %s", async (...args) => {
  const { stdout, code } = await joulebook([...args, "--budgets", "2", "--device", "odroid-n2+"]);
  expect([code, (JSON.parse(stdout) as { schema: string }).schema]).toEqual([0, "joulebook/recommend-evaluate@1"]);
});

test("all problems of all options are reported together", async () => {
  const { code, stderr } = await joulebook(["recommend", "--budget", "50", "--latency", "3mJ", "--accuracy", "7"]);
  expect(code).toBe(2);
  expect(stderr.match(/^error: /gm)).toHaveLength(3);
});

test("a failure is the same with --quiet", async () => {
  const { code, stderr } = await joulebook(["recommend", "--quiet"]);
  expect(code).toBe(2);
  expect(stderr).toContain("recommend needs a budget");
});
