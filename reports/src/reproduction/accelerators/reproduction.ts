import { totalEnergy } from "@joulebook/hardware";
import { md } from "@joulebook/report";
import type { Reproduction, ReproductionResult } from "../reproduction.js";
import { claimRows } from "./claims.js";
import { studyData } from "./data.js";
import { studyFigures } from "./figures.js";
import { type Findings, findings } from "./findings.js";
import { studySections } from "./sections.js";

/** All of it comes from committed data and seeds, so one process computes it once. */
let known: Promise<ReproductionResult> | undefined;

/** The accelerator side of arXiv 2512.04705: early-exit networks on a quad core. */
export const accelerators: Reproduction = {
  paper: "accelerators",
  title: "Early-exit networks on a multi-core accelerator",
  source: "Zniber, Symons, Karrakchou, Verhelst and Ghogho, 2025",
  summary:
    "Energy and latency by stage on the paper's quad core, as its tool counts and with one shared main memory: bits, places of exits, all 96 designs",
  run: () => (known ??= make()),
};

async function make(): Promise<ReproductionResult> {
  const data = await studyData();
  const found = findings(data);
  const figures = studyFigures(found, data);
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
        id: "stream",
        text: md`A. Symons, L. Mei, S. Colleman, P. Houshmand, S. Karl and M. Verhelst, “Stream: Design Space Exploration of Layer-Fused DNNs on Heterogeneous Dataflow Accelerators”, *IEEE Transactions on Computers*, 2024.`,
      },
    ],
    gist: md`${gist(found)}`,
    seed: 0,
  };
}

function gist({ compared }: Findings): string {
  const one = compared.at(-1);
  if (one === undefined) return "";
  const { published, found, sound, design } = one;
  const energy = (joules: number): string => `${(joules * 1e6).toFixed(0)} µJ`;
  return (
    `Exits ${design.exits.join(", ")}: published ${energy(published.energy)} and ${(published.latency / 1e6).toFixed(2)} Mcycles; by the same count but a longer search ` +
    `${energy(totalEnergy(found.schedule.energy))} and ${(found.schedule.latency / 1e6).toFixed(2)} Mcycles; with one main memory that all cores share, and tensors kept on the chip, ` +
    `${energy(totalEnergy(sound.schedule.energy))} and ${(sound.schedule.latency / 1e6).toFixed(2)} Mcycles.`
  );
}
