import type { CalledStage, Cascade, CascadeStage } from "../../src/index.js";

/** Person detection on NDP120 at 0.9 V: 63.2 µJ dynamic, static 0.665 mW; the small network a tenth of it. */
export const small: CascadeStage = {
  name: "small",
  rate: 10,
  confirmation: { hits: 2, of: 3 },
  hit: 0.8,
  falseHit: 0.05,
  difficulty: 0.3,
  energy: 6.32e-6,
  latency: 1.3e-3,
};
export const medium: CalledStage = {
  name: "medium",
  rate: 10,
  confirmation: { hits: 3, of: 5 },
  hit: 0.85,
  falseHit: 0.05,
  difficulty: 0.3,
  energy: 63.2e-6,
  latency: 12.8e-3,
  patience: 10,
};
export const persons: Cascade = {
  mode: "exclusive",
  reset: "rearm",
  staticPower: 0.665e-3,
  sensorPower: 0,
  stages: [small, medium],
  events: { rate: 4 / 3600, length: { law: "exponential", mean: 20 } },
};
