import { columnScale } from "@joulebook/core";
import { md, type Section } from "@joulebook/report";
import { reviewDataset } from "../parameters.js";
import type { Review } from "../review.js";
import { meter, metersOf } from "../wording.js";

/** Every candidate, cheapest first: what the review chose among. */
export function candidatesSection({ candidates, front, recommendation, parameters, request }: Review): Section {
  const energy = columnScale(
    candidates.map((candidate) => candidate.energy),
    "J",
  );
  const sorted = candidates.toSorted((a, b) => a.energy - b.energy || (a.id < b.id ? -1 : 1));
  const onFront = new Set(front.map(({ id }) => id));
  const chosen = recommendation.feasible ? recommendation.single.candidate.id : undefined;
  const own = candidates.some(({ id }) => !id.startsWith(`${reviewDataset}:`));
  const several = new Set(candidates.map(meter)).size > 1;
  const limits = request.latency === undefined && request.accuracy === undefined ? "" : "; limits aside";
  return {
    id: "candidates",
    title: "All candidates",
    blocks: [
      {
        kind: "text",
        text: md`{table:candidates} lists everything that was measured on ${parameters.device} with its newest software, cheapest first, each with the row of the dataset that it was read from.`,
      },
      {
        kind: "table",
        id: "candidates",
        title: `All candidates on ${parameters.device}`,
        caption: md`*front*: no other candidate is as accurate for less energy${limits}. The choice is set off. Energies: ${metersOf(candidates)}.`,
        decimals: { accuracy_percent: 2, latency_ms: 1, idle_percent: 0, [`energy_${energy.unit}`]: 1 },
        emphasis: sorted.flatMap(({ id }, index) => (id === chosen ? [index] : [])),
        table: {
          columns: [
            { name: "model", title: "Model", unit: "" },
            { name: "runtime", title: "Runtime", unit: "" },
            { name: `energy_${energy.unit}`, title: "Energy", unit: energy.unit },
            ...(several ? [{ name: "meter", title: "Meter", unit: "" }] : []),
            { name: "accuracy_percent", title: "Accuracy", unit: "%" },
            { name: "latency_ms", title: "Latency", unit: "ms" },
            { name: "idle_percent", title: "Idle share", unit: "%" },
            { name: "row", title: "Row", unit: own ? "" : "1" },
            { name: "front", title: "Remark", unit: "" },
          ],
          rows: sorted.map((candidate) => [
            candidate.model,
            String(candidate.keys["backend"] ?? ""),
            candidate.energy / energy.factor,
            ...(several ? [meter(candidate)] : []),
            candidate.accuracy * 100,
            candidate.latency === undefined ? undefined : candidate.latency.mean * 1e3,
            candidate.latency === undefined || candidate.idlePower === undefined
              ? undefined
              : ((candidate.idlePower * candidate.latency.mean) / candidate.energy) * 100,
            own
              ? candidate.id.replace(`${reviewDataset}:`, "")
              : Number(candidate.id.slice(candidate.id.lastIndexOf(":") + 1)),
            onFront.has(candidate.id) ? "front" : "",
          ]),
        },
      },
    ],
  };
}
