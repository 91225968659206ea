import { formatNumber, formatPercent, type Interval, type SearchDocument, type SearchedDesign } from "@joulebook/core";
import { printable } from "@joulebook/runtime";
import type { DocumentBody } from "../../command-line/command-result.js";
import { type TextColumn, textTable } from "../../command-line/text-table.js";

type Body = DocumentBody<SearchDocument>;

/** Designs of the front that are printed; the document has all. */
const shownDesigns = 20;

/** A search for people: how it went, the front, the design it proposes. */
export function searchText(document: Body): string {
  const {
    study,
    evaluator,
    algorithm,
    seed,
    evaluations,
    resumed,
    failed,
    feasible,
    objectives,
    reference,
    hypervolume,
    front,
    log,
  } = document;
  const goals = objectives.map(({ quantity, direction }) => `${direction} ${quantity}`).join(", ");
  const counts = [
    `${evaluations} evaluations`,
    ...(resumed > 0 ? [`${resumed} of them from the log`] : []),
    `${feasible} feasible`,
    ...(failed > 0 ? [`${failed} failed`] : []),
  ];
  const head = [
    printable(`${study}: ${goals} (${evaluator}, ${algorithm}, seed ${seed})`),
    counts.join(", "),
    `hypervolume ${short(hypervolume)} from the reference point (${reference.map(short).join(", ")})`,
    `log: ${printable(log)}`,
  ].join("\n");
  if (front.length === 0)
    return [head, limitsText(document), "no feasible design: lift a limit, or evaluate more"].join("\n\n");
  return [head, limitsText(document), frontTable(document), chosenText(document)]
    .filter((part) => part !== "")
    .join("\n\n");
}

function limitsText({ constraints }: Body): string {
  return constraints
    .map(({ name, quantity, atMost, atLeast, unit }) => {
      const limits = [
        ...(atLeast === undefined ? [] : [`>= ${short(atLeast)}`]),
        ...(atMost === undefined ? [] : [`<= ${short(atMost)}`]),
      ];
      return printable(
        `limit: ${name === undefined ? "" : `${name}: `}${quantity} ${limits.join(" and ")}${unit === "1" ? "" : ` ${unit}`}`,
      );
    })
    .join("\n");
}

function frontTable({ front, objectives, chosen }: Body): string {
  const step = Math.max(1, Math.ceil(front.length / shownDesigns));
  const rows = front
    .map((member, index) => ({ member, index }))
    .filter(({ index }) => index % step === 0 || index === chosen || index === front.length - 1);
  const columns: TextColumn[] = [
    { title: "", cells: rows.map(({ index }) => (index === chosen ? "*" : "")) },
    ...objectives.map(
      ({ quantity, unit }): TextColumn => ({
        title: unit === "1" ? quantity : `${quantity} (${unit})`,
        cells: rows.map(({ member }) => short(member.quantities[quantity])),
        align: "right",
      }),
    ),
    ...objectives.flatMap(({ quantity }): TextColumn[] => [
      {
        title: `${quantity}, held out`,
        cells: rows.map(({ member }) => reportedText(member, quantity)),
        align: "right",
      },
    ]),
    { title: "Design", cells: rows.map(({ member }) => printable(designText(member))) },
  ];
  const left = front.length - rows.length;
  return [
    `front (${front.length} designs)`,
    textTable(columns),
    ...(left > 0 ? [`and ${left} more designs (--json lists all)`] : []),
  ].join("\n");
}

function chosenText({ front, chosen }: Body): string {
  const member = chosen === undefined ? undefined : front[chosen];
  if (member === undefined) return "";
  const rows = Object.entries(member.quantities);
  return [
    printable(`* proposed: ${designText(member)}`),
    textTable([
      { title: "Quantity", cells: rows.map(([quantity]) => quantity) },
      { title: "Searched", cells: rows.map(([, value]) => short(value)), align: "right" },
      { title: "Held out", cells: rows.map(([quantity]) => reportedText(member, quantity)), align: "right" },
    ]),
  ].join("\n");
}

function reportedText({ reported }: SearchedDesign, quantity: string): string {
  const found = reported.find((one) => one.quantity === quantity);
  return found === undefined ? "" : `${short(found.value)}${intervalText(found.interval)}`;
}

function intervalText(interval: Interval | undefined): string {
  if (interval === undefined) return "";
  return ` (${short(interval.low)} to ${short(interval.high)}, ${formatPercent(interval.level, { decimals: 0 })})`;
}

function designText({ design }: SearchedDesign): string {
  return Object.entries(design)
    .map(([name, value]) => `${name}=${Array.isArray(value) ? value.join("+") || "none" : String(value)}`)
    .join(" ");
}

function short(value: number | undefined): string {
  return value === undefined
    ? ""
    : Math.abs(value) >= 1e-3 && Math.abs(value) < 1e6
      ? formatNumber(value)
      : value.toPrecision(4);
}
