import type { Claim, ParameterSchema, Study, Table, Verdict } from "@joulebook/core";
import { exitCodes, InputError, unknownName } from "@joulebook/core";
import { type Block, md, type Section } from "@joulebook/report";
import type { StudyContext } from "../study-context.js";
import type { StudyResult } from "../study-result.js";
import { ledger } from "./claim-row.js";
import { verdictCounts } from "./reproduce.js";
import type { Reproduction } from "./reproduction.js";

/** A reproduction has no parameters: it is made from committed data alone. */
const noParameters: ParameterSchema<Record<string, never>> = {
  parse(input) {
    const names = Object.keys((input ?? {}) as object);
    if (names.length > 0)
      throw new InputError(
        names.map((name) => unknownName("parameter", name, [])),
        exitCodes.usage,
      );
    return {};
  },
};

/** The study that prints a reproduction: its text and figures, then the ledger. */
export function reproductionStudy(reproduction: Reproduction): Study<Record<string, never>, StudyContext, StudyResult> {
  const { paper, title, source, summary } = reproduction;
  return {
    id: `reproduction/${paper}`,
    title,
    summary,
    parameters: noParameters,
    async run(_, context) {
      const result = await reproduction.run();
      const claims = ledger(paper, result.claims);
      return {
        feasible: true,
        warnings: [],
        document: {
          title,
          subtitle: source,
          summary: result.gist,
          made: {
            parameters: [],
            inputs: result.inputs,
            versions: context.versions,
            ...(result.seed === undefined ? {} : { seed: result.seed }),
            ...(context.date === undefined ? {} : { date: context.date }),
          },
          sections: [...result.sections, ledgerSection(claims), referencesSection],
          references: result.references,
        },
      };
    },
  };
}

const referencesSection: Section = { id: "references", title: "References", blocks: [{ kind: "references" }] };

const order: readonly Verdict[] = ["reproduced", "partly", "differs", "not testable"];

function ledgerSection(claims: readonly Claim[]): Section {
  const counts = verdictCounts(claims);
  const total = order.map((verdict) => `${counts[verdict]} ${verdict}`).join(", ");
  const blocks: Block[] = [
    {
      kind: "text",
      text: md`Every statement of the paper that could be true or false, with the published value, ours, and a verdict that is computed from both: ${total}. *Partly* means in the right direction or within a wider band, or that ours rests on values nobody measured; *not testable* that the data there are cannot tell.`,
    },
    {
      kind: "table",
      id: "ledger",
      title: "Claims ledger",
      table: ledgerTable(claims),
    },
  ];
  return { id: "ledger", title: "The claims, one by one", newPage: true, blocks };
}

/** A ledger as a table, for pages and CSV. */
export function ledgerTable(claims: readonly Claim[]): Table {
  const column = (name: string, title: string): Table["columns"][number] => ({ name, title, unit: "" });
  return {
    columns: [
      column("place", "Place"),
      column("statement", "Statement"),
      column("published", "Published"),
      column("ours", "Ours"),
      column("verdict", "Verdict"),
      column("why", "Why"),
    ],
    rows: claims.map(({ place, statement, published, ours, unit, interval, verdict, why }) => [
      place,
      statement,
      valueText(published, unit),
      interval === undefined
        ? valueText(ours, unit)
        : `${valueText(ours, unit)} (${valueText(interval.low, undefined)} to ${valueText(interval.high, unit)})`,
      verdict,
      why,
    ]),
  };
}

/** Four significant digits and the unit; texts as they are; "–" for what is absent. */
export function valueText(value: number | string | undefined, unit: string | undefined): string {
  if (value === undefined) return "–";
  const text = typeof value === "string" ? value : String(Number(value.toPrecision(4)));
  return unit === undefined || unit === "" || typeof value === "string" ? text : `${text} ${unit}`;
}
