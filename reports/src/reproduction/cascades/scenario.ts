import { readScenario, type Scenario } from "@joulebook/cascade";
import { pointAt, type StudyData } from "./measured.js";
import { chipPower, fast, slow } from "./power.js";

/** What nobody measured and a variant of the scenario changes. */
export interface Assumptions {
  /** Energy of the first network over that of MobileNetV1 0.25. */
  readonly share?: number;
  readonly smallAuc?: number;
  readonly difficulty?: number;
}

/**
 * Person detection on NDP120, as the scenario `person-detection-ndp120` that ships: MobileNetV1 0.25 with its measured energies and AUC,
 * called by a network a tenth as large, which nobody measured.
 */
export function personScenario(
  data: Pick<StudyData, "chip">,
  { share = 0.1, smallAuc = 0.82, difficulty = 0.3 }: Assumptions = {},
): { readonly scenario: Scenario; readonly text: string } {
  const { staticPower } = chipPower(data).fit;
  const points = ([slow, fast] as const).map((voltage) => ({
    name: `${voltage} V`,
    voltage,
    medium: pointAt(data, "persons", voltage),
  }));
  const assumed = (value: number | string): object => ({ value, assumed: true });
  const named = (of: (point: (typeof points)[number]) => object): object =>
    Object.fromEntries(points.map((point) => [point.name, of(point)]));
  const tree = {
    name: "person-detection-ndp120",
    chip: {
      name: "NDP120",
      points: named(({ voltage }) => ({ voltage, staticPower })),
      point: "0.9 V",
      sensorPower: assumed(0),
      battery: {
        capacity: assumed("1000mAh@3V"),
        selfDischargePerMonth: assumed("1%"),
        efficiency: assumed("90%"),
      },
    },
    networks: {
      medium: {
        points: named(({ medium: { energy, maxRate } }) => ({ energy, maxRate })),
        memory: "325KB",
        scores: { kind: "binormal", auc: pointAt(data, "persons", slow).auc },
        difficulty: assumed(difficulty),
      },
      small: {
        points: named(({ medium: { energy, maxRate } }) => ({
          energy: assumed(share * energy),
          maxRate: assumed(maxRate / share),
        })),
        memory: assumed("40KB"),
        scores: { kind: "binormal", auc: assumed(smallAuc) },
        difficulty: assumed(difficulty),
      },
    },
    events: { perHour: assumed(4), length: { law: "exponential", mean: assumed("20s") } },
    mode: "exclusive",
    stages: [
      { network: "small", rate: 10, confirm: { hits: 3, of: 5 }, calibrate: { recall: 0.6 } },
      { network: "medium", rate: 10, confirm: { hits: 6, of: 8 }, calibrate: { recall: 0.6 }, patience: 8 },
    ],
    requirements: { recall: 0.8, falseAlarmsPerDay: 10, latency: "5s", memory: "1024KiB" },
    optimise: {
      rates: [1, 2, 5, 10, 20, 30],
      confirmations: [
        { hits: 1, of: 1 },
        { hits: 2, of: 3 },
        { hits: 3, of: 5 },
        { hits: 4, of: 4 },
        { hits: 5, of: 6 },
        { hits: 6, of: 8 },
        { hits: 8, of: 8 },
      ],
      recalls: [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
      patiences: [4, 8, 16],
    },
  };
  const text = JSON.stringify(tree);
  return { scenario: readScenario(text), text };
}
