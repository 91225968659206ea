import type { Choices, Scenario } from "./scenario.js";

/** What is chosen from where a scenario does not say: common rates and rules, every network that can stand where. */
export function defaultChoices({ networks, chip, stages }: Pick<Scenario, "networks" | "chip" | "stages">): Choices {
  const [first, second] = stages;
  return {
    samples: 20_000,
    seed: 0,
    rates: [0.5, 1, 2, 3, 5, 8, 10, 15, 20, 30],
    confirmations: [
      { hits: 1, of: 1 },
      { hits: 2, of: 2 },
      { hits: 2, of: 3 },
      { hits: 3, of: 3 },
      { hits: 3, of: 5 },
      { hits: 4, of: 6 },
    ],
    recalls: [0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99],
    patiences: [5, 10, 20],
    points: Object.keys(chip.points),
    first: first === undefined ? Object.keys(networks) : [first.network],
    second: second === undefined ? [] : [second.network],
  };
}
