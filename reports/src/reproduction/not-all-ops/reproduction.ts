import type { Figure } from "@joulebook/core";
import { md, type Section } from "@joulebook/report";
import { median } from "@joulebook/core";
import { figureBlocks } from "../figure-blocks.js";
import type { Reproduction } from "../reproduction.js";
import { type Evidence, notAllOpsClaims } from "./claims.js";
import { notAllOpsFigures } from "./figures.js";
import { isoSets, sampleNetworks } from "./iso-operations.js";
import { keywordModels } from "./keyword-models.js";
import { cortex, timedLayers } from "./throughput.js";

/** L. Lai, N. Suda, V. Chandra: Not All Ops Are Created Equal! */
export const notAllOps: Reproduction = {
  paper: "not-all-ops",
  title: "Not all operations are created equal",
  source: "L. Lai, N. Suda, V. Chandra, SysML 2018 (arXiv 1801.04326)",
  summary: "energy and memory of networks on a microcontroller by type of operation, against operations and parameters",
  async run() {
    const evidence = notAllOpsEvidence();
    const figures = notAllOpsFigures(evidence);
    return {
      claims: notAllOpsClaims(evidence),
      figures,
      sections: sections(evidence, figures),
      inputs: [],
      seed: 18,
      gist: md`Throughput by type of operation reproduces; the spread of energy at equal operations does in size, but rests on throughputs that were not measured with these kernels.`,
      references: [
        {
          id: "lai-ops",
          text: md`L. Lai, N. Suda, V. Chandra. *Not All Ops Are Created Equal!* arXiv 1801.04326, 2018.`,
        },
        {
          id: "lai-cmsis",
          text: md`L. Lai, N. Suda, V. Chandra. *CMSIS-NN: Efficient Neural Network Kernels for Arm Cortex-M CPUs.* arXiv 1801.06601, 2018.`,
        },
        {
          id: "zhang",
          text: md`Y. Zhang, N. Suda, L. Lai, V. Chandra. *Hello Edge: Keyword Spotting on Microcontrollers.* arXiv 1711.07128, 2017.`,
        },
      ],
    };
  },
};

/** All that the claims are judged by. */
export function notAllOpsEvidence(): Evidence {
  const sample = sampleNetworks(cortex());
  return { timed: timedLayers, models: keywordModels(), sample, sets: isoSets(sample) };
}

function sections({ sample, sets }: Evidence, figures: readonly Figure[]): readonly Section[] {
  const show = figureBlocks(figures);
  const spread = median(sets.random.map((set) => set.spread));
  return [
    {
      id: "types",
      title: "Operations differ",
      blocks: [
        {
          kind: "text",
          text: md`The paper {ref:lai-ops} times the layers of one network {ref:lai-cmsis} on a Cortex-M7 at 216 MHz. {fig:throughput-by-type} shows the operations per second of each type and layer: convolution runs more than five times as many as max pooling, whose comparisons and branches no SIMD instruction helps. Within a type the shape counts as well: {fig:throughput-by-shape} orders types by the MACs that go into one output.`,
        },
        show("throughput-by-type"),
        show("throughput-by-shape"),
        {
          kind: "callout",
          tone: "warning",
          title: "What is assumed",
          text: md`The paper's table has no depthwise and no 1x1 convolution. Their throughput here is fitted to published MLPerf Tiny latencies of other kernels on the same core, and no power was published. Claims that rest on either are at best *partly* reproduced.`,
        },
      ],
    },
    {
      id: "equal-operations",
      title: "Equal operations, unequal energy",
      blocks: [
        {
          kind: "text",
          text: md`Of ${sample.length} DS-CNNs drawn at random (3 to 10 layers, 40 to 300 filters, strides of the first two layers), sets of five within 5 % of operations were formed around every network. {fig:spread-distribution} shows how far their energies lie apart: ${(100 * spread).toFixed(0)} % in the median. The widest set that a search finds is {fig:iso-operations}; {fig:operation-mix} shows why: the one that needs most energy spends more on depthwise convolutions. Over all networks operations order energies well ({fig:operations-and-energy}); among networks of equal operations they say nothing.`,
        },
        show("spread-distribution", 70),
        show("iso-operations", 70),
        show("operation-mix", 70),
        show("operations-and-energy", 80),
      ],
    },
    {
      id: "memory",
      title: "Parameters are not memory",
      blocks: [
        {
          kind: "text",
          text: md`Memory is weights and the most activations that live at once. {fig:footprint} shows both for the keyword-spotting networks {ref:zhang}: the share of activations runs from below 1 % in dense networks to 41 % in the smallest DS-CNN.`,
        },
        show("footprint"),
      ],
    },
  ];
}
