import { formatPercent, formatPower } from "@joulebook/core";
import { md } from "@joulebook/report";
import type { Reproduction, ReproductionResult } from "../reproduction.js";
import { claimRows } from "./claims.js";
import { studyFigures } from "./figures.js";
import { findings, seed } from "./findings.js";
import { studyData } from "./measured.js";
import { studySections } from "./sections.js";

/** All of it comes from committed data and seeds, so one process computes it once. */
let known: ReproductionResult | undefined;

/** Energy and cascades at the edge: Shirvani and McGregor, reprinted by Wevolver. */
export const cascades: Reproduction = {
  paper: "cascades",
  title: "Always-on cascades",
  source: "A. Shirvani and S. McGregor (Syntiant), Wevolver 2022",
  summary:
    "Power of a neural chip at frame rates, and of a small network that calls a larger one, over events per hour",
  run: async () => (known ??= make()),
};

function make(): ReproductionResult {
  const data = studyData();
  const found = findings(data);
  const figures = studyFigures(data, found);
  const { worth, sequential, exclusive } = found.strategies;
  return {
    claims: claimRows(data, found),
    figures,
    sections: studySections(data, found, figures),
    inputs: data.inputs,
    seed,
    gist: md`One static power explains a chip's measured energies, and ${formatPercent(worth.staticShare)} of an idle cascade's ${formatPower(worth.power)} is static. A cascade whose small network keeps running should be abandoned from ${sequential.abandon === undefined ? "no rate" : `${sequential.abandon.toFixed(0)} events an hour`} on, one that switches ${exclusive.abandon === undefined ? "never" : `from ${exclusive.abandon.toFixed(0)} on`}; what a cascade finds rests on assumptions.`,
    references: [
      {
        id: "syntiant",
        text: md`A. Shirvani and S. McGregor. *Modeling for the Edge: How Neural Network Modelers Should Evaluate Edge Compute Power*, and *How Neural Architectures Leverage Duty Cycling for Massive Efficiencies*. Syntiant, 2022; together in Wevolver's report on edge AI.`,
      },
      {
        id: "tiny",
        text: md`MLCommons. *MLPerf Tiny Inference Benchmark*, results v0.5 to v1.3, closed division. Powers derived from them are not verified by MLCommons Association.`,
      },
    ],
  };
}
