import type { Figure, Table } from "@joulebook/core";
import type { Markdown } from "../text/markdown.js";

/** A report as plain data: what it says, not how it looks. One document gives HTML and PDF. */
export interface ReportDocument {
  readonly title: string;
  readonly subtitle?: string;
  /** BCP 47 tag; default "en". */
  readonly language?: string;
  /** The gist, for the cover. */
  readonly summary?: Markdown;
  readonly made: MadeFrom;
  readonly sections: readonly Section[];
  readonly references?: readonly Reference[];
}

/** What the report was made from: all that is needed to make it again. Printed on the first page. */
export interface MadeFrom {
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
  readonly inputs: readonly InputFile[];
  readonly seed?: number;
  readonly versions: readonly { readonly name: string; readonly version: string }[];
  /** ISO 8601 date; from SOURCE_DATE_EPOCH, never from the clock. */
  readonly date?: string;
}

export interface InputFile {
  readonly name: string;
  /** SHA-256 in hexadecimal digits. */
  readonly hash: string;
  readonly note?: string;
}

/** A numbered section; sections inside it are numbered below it. */
export interface Section {
  /** Unique, kebab-case. */
  readonly id: string;
  readonly title: string;
  /** Begin on a new page when printed. */
  readonly newPage?: boolean;
  readonly blocks: readonly Block[];
  readonly sections?: readonly Section[];
}

export type Block =
  | TextBlock
  | FigureBlock
  | TableBlock
  | EquationBlock
  | CalloutBlock
  | FactsBlock
  | KeyNumbersBlock
  | ReferencesBlock
  | PageBreak;

export interface TextBlock {
  readonly kind: "text";
  readonly text: Markdown;
  /** Small print: caveats and other text to look things up in. */
  readonly small?: boolean;
}

/** A numbered figure; referred to as `{fig:<figure id>}`. */
export interface FigureBlock {
  readonly kind: "figure";
  readonly figure: Figure;
  /** Height of the picture in millimetres on paper; default 95. */
  readonly height?: number;
}

/** A numbered table; referred to as `{table:<id>}`. */
export interface TableBlock {
  readonly kind: "table";
  readonly id: string;
  readonly title: string;
  readonly caption?: Markdown;
  readonly table: Table;
  /** Digits after the point of numbers, by column name; other numbers print up to four significant digits. */
  readonly decimals?: Readonly<Record<string, number>>;
  /** Indices of rows to set off. */
  readonly emphasis?: readonly number[];
}

/** A numbered display equation in KaTeX's TeX; referred to as `{eq:<id>}`. */
export interface EquationBlock {
  readonly kind: "equation";
  readonly id: string;
  readonly tex: string;
}

export interface CalloutBlock {
  readonly kind: "callout";
  readonly tone: "answer" | "note" | "warning";
  readonly title?: string;
  readonly text: Markdown;
}

/** Short facts side by side: a name and what it is. */
export interface FactsBlock {
  readonly kind: "facts";
  readonly facts: readonly { readonly name: string; readonly text: Markdown }[];
}

/** A row of large numbers with their units. */
export interface KeyNumbersBlock {
  readonly kind: "key-numbers";
  readonly numbers: readonly {
    readonly value: string;
    readonly unit?: string;
    readonly name: string;
    readonly note?: string;
  }[];
}

/** The references that the text has cited, in the order of their first citation. */
export interface ReferencesBlock {
  readonly kind: "references";
}

export interface PageBreak {
  readonly kind: "page-break";
}

/** A source; cited as `{ref:<id>}`. */
export interface Reference {
  readonly id: string;
  readonly text: Markdown;
}
