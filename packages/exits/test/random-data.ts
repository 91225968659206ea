import { random } from "@joulebook/core";
import type { ExitData } from "../src/thresholds/exit-data.js";

/** Invented answers: deeper exits are right more often, and surer where they are right. */
export function randomData(examples: number, exits: number, seed: number): ExitData {
  const draw = random(seed, "exit-data");
  const rows = Array.from({ length: examples }, () => {
    const difficulty = draw.uniform();
    return Array.from({ length: exits }, (_, k) => {
      const right = draw.uniform() < 1 - difficulty * (0.9 - (0.6 * k) / exits) ? 1 : 0;
      const sure = Math.min(1, Math.max(0, 0.35 + 0.4 * right + 0.25 * (draw.uniform() - 0.5) - 0.2 * difficulty));
      return { right, sure: Math.round(sure * 50) / 50 };
    });
  });
  return {
    confidence: rows.map((row) => row.map(({ sure }) => sure)),
    correct: rows.map((row) => row.map(({ right }) => right)),
    cost: Array.from({ length: exits }, (_, k) => 1 + k * k),
  };
}
