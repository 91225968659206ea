import type { JoulebookDocument } from "./document.js";

/** A column of an ingested table: the header in the file, the column of the store that it became, and its unit in the file. */
export interface IngestedColumn {
  readonly header: string;
  readonly column: string;
  readonly unit?: string;
}

/** One table that `joulebook ingest` read. */
export interface IngestedTable {
  readonly file: string;
  readonly dataset: string;
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
}
