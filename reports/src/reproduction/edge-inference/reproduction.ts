import type { Figure, Table } from "@joulebook/core";
import { md, type Section } from "@joulebook/report";
import { figureBlocks } from "../figure-blocks.js";
import type { Reproduction } from "../reproduction.js";
import type { Accelerator } from "./accelerators.js";
import { edgeInferenceClaims } from "./claims.js";
import { edgeInferenceEvidence, type Evidence } from "./evidence.js";
import { edgeInferenceFigures } from "./figures.js";

/** W. Hanafy, T. Molom-Ochir, R. Shenoy: Design Considerations for Energy-efficient Inference on Edge Devices. */
export const edgeInference: Reproduction = {
  paper: "edge-inference",
  title: "Energy-efficient inference on edge devices",
  source: "W. Hanafy, T. Molom-Ochir, P. Shenoy, e-Energy 2021 (abstract)",
  summary: "trends of accuracy, latency and energy over many models, and recommendations within a budget",
  async run() {
    const evidence = edgeInferenceEvidence();
    const figures = edgeInferenceFigures(evidence);
    return {
      claims: edgeInferenceClaims(evidence),
      figures,
      sections: sections(evidence, figures),
      inputs: [],
      seed: 0,
      gist: md`The trends reproduce on five boards that the paper did not measure: accuracy becomes dear as models grow, and the most accurate model is rarely the right one. Recommendations come within 3 to 7 % of the budget when two models may take turns; one model alone leaves about 10 %.`,
      // Predictions go through many decompositions of matrices, whose last digits differ between machines.
      tolerances: { "transfer-error": 1e-4, coverage: 0.02, "budget-gaps": 1e-4 },
      references: [
        {
          id: "hanafy",
          text: md`W. A. Hanafy, T. Molom-Ochir, P. Shenoy. *Design Considerations for Energy-efficient Inference on Edge Devices.* e-Energy 2021. doi 10.1145/3447555.3465326 (the abstract alone is public).`,
        },
        {
          id: "mlperf",
          text: md`MLCommons. *MLPerf Inference: Edge*, rounds v1.0 to v3.0, results with power; open division by Krai. Energies computed here from the published logs; not verified by MLCommons Association.`,
        },
      ],
    };
  },
};

function sections({ columns, accelerators, leftOut }: Evidence, figures: readonly Figure[]): readonly Section[] {
  const show = figureBlocks(figures);
  const files = columns.reduce((sum, { models }) => sum + models.length, 0);
  const boards = new Set(columns.map(({ device }) => device)).size;
  return [
    {
      id: "what-was-measured",
      title: "What was measured",
      blocks: [
        {
          kind: "text",
          text: md`Of the paper {ref:hanafy} only the abstract is public; its devices, models and tables are not. Its statements are held here against ${files} measurements of image classifiers on ${boards} boards {ref:mlperf}: for each board and runtime the newest software that measured at least 80 of 94 model files. CPUs and Mali GPUs are kept apart; the rows of the Jetson boards are runs of their CPUs. Energy is that of the whole board at the wall.`,
        },
        show("fronts-cpu", 95),
        show("fronts-gpu", 80),
      ],
    },
    {
      id: "trends",
      title: "Size, accuracy, energy",
      blocks: [
        {
          kind: "text",
          text: md`Energy follows size ({fig:size-energy}), accuracy follows it ever more slowly. {fig:marginal-ratio} compares what a point of accuracy costs in the upper half of each front with the lower half. {fig:energy-saved} turns that round: what is saved by giving up some accuracy. Within one point of the most accurate model there is nothing cheaper in these tables; from two points on the savings are large.`,
        },
        show("size-energy", 75),
        show("marginal-ratio", 75),
        show("energy-saved", 90),
      ],
    },
    {
      id: "configuration",
      title: "The configuration counts as well",
      blocks: [
        {
          kind: "text",
          text: md`The same file needs more or less energy by the runtime that executes it ({fig:runtime-ratio}), and no runtime is best for all models of a board. On a neural accelerator ResNet-50 needs a small part of a CPU's energy ({fig:accelerators}, {table:resnet50}).`,
        },
        show("runtime-ratio", 75),
        show("accelerators", 80),
        {
          kind: "table",
          id: "resnet50",
          title: "ResNet-50, one image at a time",
          caption: md`Closed divisions; the cheapest run of each device; whole systems at the wall.`,
          table: acceleratorTable(accelerators),
          decimals: { energy_mJ: 1, latency_ms: 2, accuracy: 1 },
        },
      ],
    },
    {
      id: "recommendations",
      title: "Recommendations within a budget",
      blocks: [
        {
          kind: "text",
          text: md`The abstract says "within 3 to 7 % of the specified budget" and not how that was measured. {fig:budget-gaps} has the readings: the choice scored with the energies it was made by; with those of a later round; and with those of a board on which three or five models had been measured. One model leaves what the spacing of the front leaves; two models in turn meet any budget that lies between them, so that what remains is the change of the energies.`,
        },
        show("budget-gaps", 80),
      ],
    },
    {
      id: "few-measurements",
      title: "A board that was hardly measured",
      blocks: [
        {
          kind: "text",
          text: md`Each of the ${new Set(leftOut.map(({ device }) => device)).size} boards is left out of what is known, with all its runtimes, and predicted from 1, 3, 5 or 10 of its measurements ({fig:transfer-error}). Which models to measure is chosen before anything is measured, for what they tell of the others. {fig:coverage} has what the intervals hold on each board: pooled over boards they hold what they say, on a single board they may not.`,
        },
        show("transfer-error", 75),
        show("coverage", 75),
      ],
    },
  ];
}

function acceleratorTable(rows: readonly Accelerator[]): Table {
  return {
    columns: [
      { name: "device", title: "Device", unit: "" },
      { name: "unit", title: "Unit", unit: "" },
      { name: "mode", title: "Power mode", unit: "" },
      { name: "round", title: "Round", unit: "" },
      { name: "accuracy", title: "Top-1", unit: "%" },
      { name: "latency_ms", title: "Latency", unit: "ms" },
      { name: "energy_mJ", title: "Energy", unit: "mJ" },
    ],
    rows: rows.map(({ device, unit, powerMode, round, accuracy, latency, energy }) => [
      device,
      unit.toUpperCase(),
      powerMode,
      round,
      100 * accuracy,
      1000 * latency,
      1000 * energy,
    ]),
  };
}
