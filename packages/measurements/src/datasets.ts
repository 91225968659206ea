import { InputError, unknownName } from "@joulebook/core";
import {
  type DataColumn,
  type DataPackage,
  type DataResource,
  type DataSource,
  dataPackageNames,
  readDataPackage,
  type TableKind,
} from "./data-package.js";

/** A shipped table: where it comes from, what may be done with it, and what to beware of. */
export interface Dataset {
  /** Name of its package for the first table, `<package>/<table>` for the others. */
  readonly id: string;
  readonly kind: TableKind;
  readonly title: string;
  readonly description: string;
  /** Data rows of the file. */
  readonly rows: number;
  /** SPDX name. */
  readonly licence: string;
  readonly attribution: string;
  readonly sources: readonly DataSource[];
  readonly caveats: readonly string[];
  readonly columns: readonly DataColumn[];
  /** File below the package's `data` folder. */
  readonly path: string;
  readonly compressed: boolean;
  /** "sha256:..." of the file as shipped, and of the CSV inside. */
  readonly hash: string;
  readonly contentHash: string;
}

/** Every shipped table, in order of its id. */
export function datasets(): readonly Dataset[] {
  return dataPackageNames().flatMap((name) => tables(readDataPackage(name)));
}

/**
 * The shipped table of that id.
 *
 * @throws InputError that names the nearest ids when there is none
 */
export function dataset(id: string): Dataset {
  const [name = ""] = id.split("/");
  const found = dataPackageNames().includes(name) && tables(readDataPackage(name)).find((table) => table.id === id);
  if (found) return found;
  const known = datasets().map((table) => table.id);
  throw new InputError([unknownName("dataset", id, known)]);
}

function tables(pack: DataPackage): readonly Dataset[] {
  return pack.resources.map((resource, index) => table(pack, resource, index === 0));
}

function table(pack: DataPackage, resource: DataResource, first: boolean): Dataset {
  return {
    id: first ? pack.name : `${pack.name}/${resource.name}`,
    kind: resource.kind,
    title: `${pack.title}: ${resource.title}`,
    description: pack.description,
    rows: resource.rows,
    licence: pack.licenses.map((licence) => licence.name).join(" AND "),
    attribution: pack.attribution,
    sources: pack.sources,
    caveats: pack.caveats,
    columns: resource.schema.fields,
    path: `${pack.name}/${resource.path}`,
    compressed: resource.compression === "gz",
    hash: resource.hash,
    contentHash: resource.contentHash,
  };
}
