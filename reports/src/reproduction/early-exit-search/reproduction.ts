import { md } from "@joulebook/report";
import type { Reproduction, ReproductionResult } from "../reproduction.js";
import { claimRows } from "./claims.js";
import { studyData } from "./data.js";
import { type Findings, findings } from "./findings.js";
import { studyFigures } from "./figures.js";
import { studySections } from "./sections.js";

/** All of it comes from committed data and seeds, so one process computes it once. */
let known: Promise<ReproductionResult> | undefined;

/** The search for early exits of arXiv 2512.04705, on networks trained here and on its published designs. */
export const earlyExitSearch: Reproduction = {
  paper: "early-exit-search",
  title: "Hardware-aware search of early-exit networks",
  source: "Zniber, Symons, Karrakchou, Verhelst and Ghogho, 2025",
  summary:
    "Which exits, where, with which heads and thresholds: searched for on a network trained once, judged on one trained alone",
  run: () => (known ??= make()),
};

async function make(): Promise<ReproductionResult> {
  const data = await studyData();
  const found = findings(data);
  const figures = studyFigures(found);
  return {
    claims: claimRows(found, data),
    figures,
    sections: studySections(found, figures),
    inputs: data.inputs,
    references: [
      {
        id: "zniber",
        text: md`A. Zniber, A. Symons, O. Karrakchou, M. Verhelst and M. Ghogho, “Hardware-aware Neural Architecture Search of Early Exiting Networks on Edge Accelerators”, 2025, arXiv:2512.04705.`,
      },
      {
        id: "deb",
        text: md`K. Deb, A. Pratap, S. Agarwal and T. Meyarivan, “A Fast and Elitist Multiobjective Genetic Algorithm: NSGA-II”, *IEEE Transactions on Evolutionary Computation* 6(2), 2002.`,
      },
    ],
    gist: md`${gist(found)}`,
    seed: 0,
    // Searches branch on comparisons: powers that differ in the last digit between versions of the engine move designs.
    tolerances: Object.fromEntries(figures.map(({ id }) => [id, 1e-6])),
  };
}

function gist({ devices, estimate }: Findings): string {
  const chosen = devices[0]?.chosen;
  const { ratio = 1 } = chosen?.ratios[0] ?? {};
  return (
    `The design that the search chose, trained alone, is right for ${(100 * (chosen?.accuracy ?? 0)).toFixed(1)} % of the test images (backbone alone ` +
    `${(100 * (chosen?.staticAccuracy ?? 0)).toFixed(1)} %) at ${(100 * ratio).toFixed(0)} % of the backbone's energy × latency on the device it was searched for. ` +
    `The network trained once said ${(100 * estimate.estimated).toFixed(1)} %: ${(100 * estimate.error).toFixed(1)} points too much.`
  );
}
