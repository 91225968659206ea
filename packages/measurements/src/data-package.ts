import { readdirSync, readFileSync } from "node:fs";
import { dataFolder } from "./data-folder.js";

/** What the rows of a shipped table become. */
export type TableKind = "measurements" | "model-cards" | "benchmark" | "metadata";

export interface DataColumn {
  readonly name: string;
  readonly type: string;
  readonly title: string;
  /** Unit of the numbers in the file, e.g. "ms"; absent for text and pure numbers. */
  readonly unit?: string;
}

export interface DataSource {
  readonly title: string;
  readonly path: string;
  readonly commit?: string;
  readonly version?: string;
}

export interface DataResource {
  readonly name: string;
  readonly kind: TableKind;
  readonly title: string;
  readonly path: string;
  readonly compression?: "gz";
  readonly bytes: number;
  /** "sha256:" and the hash of the file as shipped. */
  readonly hash: string;
  /** The same of the uncompressed CSV, which is a verbatim copy. */
  readonly contentHash: string;
  readonly rows: number;
  readonly schema: { readonly fields: readonly DataColumn[] };
}

/** A `datapackage.json` (Data Package v1), with the additions `kind`, `contentHash`, `rows`, `caveats` and `attribution`. */
export interface DataPackage {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly licenses: readonly { readonly name: string; readonly title: string; readonly path: string }[];
  readonly attribution: string;
  readonly sources: readonly DataSource[];
  readonly caveats: readonly string[];
  readonly resources: readonly DataResource[];
}

/** Names of the shipped packages: the folders that hold a `datapackage.json`. */
export function dataPackageNames(): readonly string[] {
  return readdirSync(dataFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "licences")
    .map((entry) => entry.name)
    .toSorted();
}

export function readDataPackage(name: string): DataPackage {
  return JSON.parse(readFileSync(new URL(`${name}/datapackage.json`, dataFolder), "utf8")) as DataPackage;
}
