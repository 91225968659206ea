import { join, resolve } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { exitCodes, InputError, type Problem, type Seconds } from "@joulebook/core";
import { type StoredColumn, storedColumns } from "../tables/stored-columns.js";
import { defaultStore, readManifest, type StoreFile } from "./store-folder.js";

export interface QueryOptions {
  /** Folder of the store; `joulebook-store` in the current folder when absent. */
  readonly store?: string;
  /** Rows that are returned at most; default 1000. */
  readonly limit?: number;
  /** A query that takes longer is stopped; default 60 s. */
  readonly timeout?: Seconds;
}

/** A value of an answer: missing is null; whole numbers that no double holds and times are text. */
export type QueryValue =
  | string
  | number
  | boolean
  | null
  | readonly QueryValue[]
  | { readonly [name: string]: QueryValue };

export interface QueryAnswer {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly QueryValue[])[];
  /** There are more rows than `limit`. */
  readonly truncated: boolean;
  readonly files: readonly StoreFile[];
}

/**
 * Asks the store a question in SQL; its rows are the view `measurements`. Only one SELECT is taken, and it reads no other file: the engine
 * may open the store's own files and nothing else, loads no extension, and can change none of that.
 *
 * @throws InputError `bad-sql`, `not-a-select`, `query-stopped`, or `no-store`
 * @example await queryStore("select device, min(energy_j) from measurements group by device")
 */
export async function queryStore(sql: string, options: QueryOptions = {}): Promise<QueryAnswer> {
  const { store = defaultStore, limit = 1000, timeout = 60 } = options;
  const manifest = readManifest(store);
  if (manifest === undefined)
    throw usage({
      code: "no-store",
      message: "there is no store here",
      file: store,
      fix: "make one: joulebook ingest FILE",
    });
  if (sql.replace(/--.*$/gm, "").trim() === "") throw notASelect("the query is empty");
  const { DuckDBInstance, StatementType } = await import("@duckdb/node-api");
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  let stopped = false;
  const timer = setTimeout(() => {
    stopped = true;
    connection.interrupt();
  }, timeout * 1000);
  try {
    await confine(connection, store, manifest.files);
    const statements = await connection.extractStatements(sql);
    const prepared = statements.count === 1 ? await statements.prepare(0) : undefined;
    if (prepared?.statementType !== StatementType.SELECT) throw notASelect();
    const reader = await prepared.streamAndReadUntil(limit + 1);
    const types = reader.columnTypes();
    const rows = reader.getRowsJS();
    return {
      columns: reader.columnNames().map((name, index) => ({ name, type: String(types[index]) })),
      rows: rows.slice(0, limit).map((row) => row.map(plain)),
      truncated: rows.length > limit,
      files: manifest.files,
    };
  } catch (error) {
    if (error instanceof InputError) throw error;
    if (stopped)
      throw new InputError(
        [
          {
            code: "query-stopped",
            message: `the query took more than ${timeout} s and was stopped`,
            fix: "ask for less, or give it more time",
          },
        ],
        exitCodes.failed,
      );
    throw badSql((error as Error).message);
  } finally {
    clearTimeout(timer);
    connection.closeSync();
    instance.closeSync();
  }
}

/** Makes the view, and takes away everything else, for good. */
async function confine(connection: DuckDBConnection, store: string, files: readonly StoreFile[]): Promise<void> {
  const paths = files.map(({ path }) => quoted(resolve(join(store, path))));
  await connection.run(
    [
      `set allowed_paths = [${paths.join(", ")}]`,
      "set temp_directory = ''",
      "set memory_limit = '2GB'",
      "set autoinstall_known_extensions = false",
      "set autoload_known_extensions = false",
      "set allow_community_extensions = false",
      "set enable_external_access = false",
    ].join("; "),
  );
  const columns = [
    ["dataset", "varchar"],
    ["row", "integer"],
    ...storedColumns.map(({ name, kind }) => [name, types[kind]]),
  ];
  const none = `select ${columns.map(([name, type]) => `null::${type} as "${name}"`).join(", ")} where false`;
  const some = `select * from read_parquet([${paths.join(", ")}], union_by_name = true, hive_partitioning = true, hive_types = {'dataset': varchar})`;
  await connection.run(
    `create view measurements as ${paths.length === 0 ? none : `${none} union all by name ${some}`}`,
  );
  await connection.run("set lock_configuration = true");
}

const types: Readonly<Record<StoredColumn["kind"], string>> = {
  text: "varchar",
  number: "double",
  integer: "integer",
  flag: "boolean",
};

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function plain(value: unknown): QueryValue {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (Object.getPrototypeOf(value) === Object.prototype)
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)]));
  return String(value);
}

function notASelect(message = "only one SELECT is taken: the store is read, never written"): InputError {
  return usage({
    code: "not-a-select",
    message,
    expected: "select ... from measurements ...",
    fix: "to put rows in: joulebook ingest; to take files out: joulebook export",
  });
}

/** The engine's message as a problem; its first line says what, the marked line where. */
function badSql(message: string): InputError {
  const [first = "", ...others] = message.split("\n");
  const column = /LINE 1: /.test(message)
    ? (others.find((line) => line.trim() === "^")?.indexOf("^") ?? -1) - "LINE 1: ".length + 1
    : 0;
  const outside = /file system operations are disabled|disabled through configuration|has been locked/.test(first);
  return usage({
    code: outside ? "outside-store" : "bad-sql",
    message: first,
    ...(column > 0 ? { line: 1, column } : {}),
    ...(outside
      ? { fix: "a query reads the store alone: the view measurements" }
      : { fix: 'columns: joulebook query "describe measurements"' }),
  });
}

function usage(problem: Problem): InputError {
  return new InputError([problem], exitCodes.usage);
}
