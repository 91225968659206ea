import { readFileSync } from "node:fs";
import type { Candidate } from "@joulebook/core";
import { type Round, roundsOf } from "../../src/index.js";
import { candidate } from "./candidate.js";

const file = new URL("../golden/raspberry-pi-4-two-rounds/input.csv", import.meta.url);

/** 94 models measured twice on a Raspberry Pi 4, a year and two software versions apart; cells hold no quotes. */
export function twoRounds(): readonly Round[] {
  const [head = "", ...lines] = readFileSync(file, "utf8").trim().split("\n");
  const names = head.split(",");
  const times = new Map<string, string>();
  const candidates = lines.map((line, index): Candidate => {
    const cells = new Map(line.split(",").map((cell, column) => [names[column], cell]));
    const cell = (name: string): string => cells.get(name) ?? "";
    const id = `row ${index + 1}`;
    times.set(id, cell("test_datetime_utc"));
    return candidate({
      id,
      model: cell("model_id"),
      device: cell("device"),
      energy: Number(cell("energy_per_inference_j")),
      idlePower: Number(cell("post_power_w")),
      idleIncluded: true,
      accuracy: Number(cell("accuracy_top1_percent")) / 100,
      latency: { mean: Number(cell("mean_latency_ms")) / 1e3, p90: Number(cell("p90_latency_ms")) / 1e3 },
      keys: {
        backend: cell("backend"),
        software: cell("framework"),
        precision: cell("precision"),
        round: cell("round"),
      },
    });
  });
  return roundsOf(candidates, { time: ({ id }) => times.get(id) ?? "" });
}
