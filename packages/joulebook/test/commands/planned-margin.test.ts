import { expect, test } from "vitest";
import { joulebook } from "../support/joulebook.js";

interface Answer {
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
  readonly reasons: readonly { readonly kind: string; readonly margin?: number }[];
}

async function answer(...args: readonly string[]): Promise<Answer> {
  const { stdout } = await joulebook(["recommend", "--budget", "100mJ", "--json", ...args]);
  return JSON.parse(stdout) as Answer;
}

test("a margin p90 is the quantile of the changes on the other boards, computed from the raw table", async () => {
  // Python over mlperf_open_edge_power.csv: new / old energy - 1 of all models of all pairs of rounds of one device and
  // runtime, the Raspberry Pi 4 left out: 739 values, their 90th percentile (linear between ranks) 0.1289982802360339.
  const { reasons, warnings } = await answer("--device", "raspberry-pi-4", "--margin", "p90");
  const margin = reasons.find(({ kind }) => kind === "margin")?.margin ?? Number.NaN;
  expect(Math.abs(margin / 0.1289982802360339 - 1)).toBeLessThan(1e-12);
  expect(warnings.find(({ code }) => code === "estimated-margin")?.message).toContain("739 energies");
});

test("a margin is never below zero, and a share is taken as it is", async () => {
  const middle = await answer("--device", "raspberry-pi-4", "--margin", "p50");
  expect(middle.reasons.some(({ kind }) => kind === "margin")).toBe(false);
  const share = await answer("--device", "raspberry-pi-4", "--margin", "7%");
  expect(share.reasons.find(({ kind }) => kind === "margin")?.margin).toBe(0.07);
});
