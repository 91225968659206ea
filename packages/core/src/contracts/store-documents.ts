import type { JoulebookDocument } from "./document.js";
import type { Json } from "./figure.js";
import type { OutputFile } from "./report-document.js";

/** A column of an ingested table: the header in the file, the column of the store that it became, and its unit in the file. */
export interface IngestedColumn {
  readonly header: string;
  readonly column: string;
  readonly unit?: string;
}

/** One table, or power log, that `joulebook ingest` read. */
export interface IngestedTable {
  readonly file: string;
  readonly dataset: string;
  /** Format of the power log that it is; absent for a table. */
  readonly log?: string;
  /** "unchanged": the dataset held this very file already. */
  readonly status: "stored" | "unchanged";
  /** Rows of the table that the store holds. */
  readonly rows: number;
  /** Rows with something wrong, left out by --accept-valid. */
  readonly rejected: number;
  /** File with the rejected rows. */
  readonly rejects?: string;
  /** Empty for a table that was there already. */
  readonly columns: readonly IngestedColumn[];
}

/** `joulebook ingest FILE... --json`. */
export interface IngestDocument extends JoulebookDocument<"ingest"> {
  readonly store: string;
  readonly files: readonly IngestedTable[];
}

/** `joulebook ingest FILE --suggest-map --json`: a mapping to begin with. */
export interface IngestMapDocument extends JoulebookDocument<"ingest-map"> {
  readonly file: string;
  /** What each header of the file is taken for; null: not recognised. */
  readonly columns: Readonly<Record<string, { readonly column: string; readonly unit?: string } | null>>;
  /** What no column says and every row needs. */
  readonly constants: Readonly<Record<string, string>>;
  /** Where the numbers have decimal commas. */
  readonly decimal?: ",";
}

/** A column of an answer, with the type that the query engine gives it. */
export interface QueryColumn {
  readonly name: string;
  readonly type: string;
}

/** `joulebook query SQL --json`. */
export interface QueryDocument extends JoulebookDocument<"query"> {
  readonly store: string;
  readonly columns: readonly QueryColumn[];
  /** Each row has a value for each column; null is missing, whole numbers that no double holds are text. */
  readonly rows: readonly (readonly Json[])[];
  /** There are more rows than were asked for. */
  readonly truncated: boolean;
}

/** `joulebook export FOLDER --json`. */
export interface ExportDocument extends JoulebookDocument<"export"> {
  readonly store: string;
  readonly format: "csv" | "jsonl" | "parquet";
  readonly outputs: readonly OutputFile[];
}

/** What `joulebook quality` says of a dataset. */
export interface DatasetQuality {
  readonly dataset: string;
  readonly rows: number;
  readonly withEnergy: number;
  /** Rows of one run: their ids, whether their values are the same, and largest over smallest energy. */
  readonly duplicates: readonly {
    readonly ids: readonly string[];
    readonly identical: boolean;
    readonly energySpread?: number;
  }[];
  /** Values that cannot be, or that contradict others of their row. */
  readonly impossible: readonly { readonly id: string; readonly code: string; readonly message: string }[];
  /** Values far from their prediction, as others of the dataset are not. */
  readonly outliers: readonly {
    readonly id: string;
    readonly quantity: string;
    readonly measured: number;
    readonly predicted: number;
    readonly ratio: number;
    readonly usual: number;
    readonly score: number;
  }[];
  /** Rows that a prediction was there for. */
  readonly predicted: number;
  /** Rows of each model (rows of the matrix) on each device (columns). */
  readonly coverage: {
    readonly models: readonly string[];
    readonly devices: readonly string[];
    readonly counts: readonly (readonly number[])[];
    readonly covered: number;
  };
}

/** `joulebook quality [DATASET...] --json`. */
export interface QualityDocument extends JoulebookDocument<"quality"> {
  readonly datasets: readonly DatasetQuality[];
}
