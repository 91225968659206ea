import { formatBytes, formatPercent, type MemoryDocument, type MemoryNeed } from "@joulebook/core";
import { printable } from "@joulebook/runtime";
import type { DocumentBody } from "../../command-line/command-result.js";
import { countColumn, quantityColumn } from "../../command-line/number-columns.js";
import { textTable } from "../../command-line/text-table.js";
import { shortened } from "../network/shortened.js";

type Body = DocumentBody<MemoryDocument>;

/** Steps that are printed; the others are in the document. */
const shownSteps = 300;
const barWidth = 32;

/** The memory plan for people: sizes, whether they fit, and the memory over time. */
export function memoryText(document: Body): string {
  const { network, fits, notes, timeline } = document;
  const left = timeline.length - shownSteps;
  return [
    `${printable(network)}\n${sizes(document)}`,
    ...(fits === undefined ? [] : [`${need("flash", fits.flash)}\n${need("SRAM", fits.sram)}`]),
    timelineTable(document),
    ...(left > 0 ? [`and ${left} more layers (--json lists all)`] : []),
    ...(notes.length > 0 ? [notes.map((note) => `note: ${printable(note)}`).join("\n")] : []),
  ].join("\n\n");
}

function sizes(document: Body): string {
  const { peakActivationBytes: peak, arenaBytes, lowerBoundBytes, weightBytes, footprintBytes, alignment } = document;
  const above = arenaBytes - lowerBoundBytes;
  const bound = above === 0 ? "no plan is smaller" : `${formatBytes(above)} above the lower bound`;
  const share = footprintBytes === 0 ? "" : `, ${formatPercent(peak / footprintBytes)} of it activations`;
  return textTable([
    { title: "What", cells: ["peak of activations", "arena", "weights", "footprint"] },
    quantityColumn("Size", [peak, arenaBytes, weightBytes, footprintBytes], "B"),
    countColumn("Bytes", [peak, arenaBytes, weightBytes, footprintBytes]),
    {
      title: "",
      cells: [
        orderText(document),
        `${document.plan} plan, aligned to ${alignment} B; ${bound}`,
        "weights and biases at their bits",
        `weights and peak${share}`,
      ],
    },
  ]);
}

function orderText({ order, orderLowerBoundBytes: bound, peakActivationBytes: peak, inPlace, fuse }: Body): string {
  const how = `${inPlace ? ", in place" : ""}${fuse ? ", activations fused" : ""}`;
  if (order === "file" || bound === undefined) return `in the network's own order${how}`;
  if (bound === peak) return `in the best order there is${how}`;
  return `in the best order found${how}; none is below ${formatBytes(bound)}`;
}

function need(name: string, { needed, available, fits, shortfall }: MemoryNeed): string {
  if (available === undefined) return `${name}: ${formatBytes(needed)} needed`;
  const of = `${formatBytes(needed)} of ${formatBytes(available)}`;
  return fits === true ? `fits ${name}: ${of}` : `does not fit ${name}: ${of}, ${formatBytes(shortfall ?? 0)} short`;
}

function timelineTable({ timeline, peakActivationBytes: peak }: Body): string {
  const steps = timeline.slice(0, shownSteps);
  return textTable([
    { title: "Layer", cells: steps.map(({ layer }) => shortened(printable(layer))) },
    quantityColumn(
      "Live",
      steps.map(({ live }) => live),
      "B",
    ),
    { title: "", cells: steps.map(({ live }) => "█".repeat(peak === 0 ? 0 : Math.round((barWidth * live) / peak))) },
  ]);
}
