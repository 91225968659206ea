import { exitCodes, InputError, type Problem } from "@joulebook/core";
import { findTslab } from "./find-tslab.js";
import { cellTags, cellText, type NotebookCell, type NotebookDocument } from "./notebook-format.js";

export type ParameterValue = string | number | boolean;

/** A parameter that a notebook declares in its cell tagged `parameters`. */
export interface NotebookParameter {
  readonly name: string;
  readonly type: "string" | "number" | "boolean";
  readonly default: ParameterValue;
  /** Allowed values, where the cell declares a union of literals. */
  readonly allowed?: readonly ParameterValue[];
  /** The comment at the end of its line. */
  readonly description?: string;
}

/**
 * The parameters of a notebook: `const` or `let` declarations with a literal value in its cell tagged `parameters`,
 * e.g. `const budget: string = "50mJ"; // mean energy of one inference`.
 */
export function notebookParameters(document: NotebookDocument): readonly NotebookParameter[] {
  const cell = document.cells.find((candidate) => cellTags(candidate).includes("parameters"));
  return cell === undefined ? [] : declarations(cellText(cell.source));
}

/**
 * Puts a cell tagged `injected-parameters` after the cell tagged `parameters` (papermill's convention), replacing an
 * older one. Text values are read by the declared type, so `{ rate: "5" }` fits a number.
 *
 * @throws InputError (exit 2) that lists every unknown name and wrong type with the parameters there are
 */
export function injectParameters(
  document: NotebookDocument,
  values: Readonly<Record<string, ParameterValue>>,
  file: string,
): NotebookDocument {
  if (Object.keys(values).length === 0) return document;
  const known = new Map(notebookParameters(document).map((parameter) => [parameter.name, parameter]));
  const problems: Problem[] = [];
  const lines = Object.entries(values).map(([name, value]) => {
    const parameter = known.get(name);
    const read = parameter === undefined ? undefined : readValue(parameter, value);
    if (parameter === undefined || read === undefined) problems.push(parameterProblem(name, value, known, file));
    return `const ${name}: ${parameter?.type ?? "never"} = ${JSON.stringify(read)};`;
  });
  if (problems.length > 0) throw new InputError(problems, exitCodes.usage);
  const injected: NotebookCell = {
    cell_type: "code",
    metadata: { tags: ["injected-parameters"] },
    source: ["// Parameters of this run", ...lines].join("\n"),
    outputs: [],
    execution_count: null,
  };
  const withId = document.nbformat_minor >= 5 ? { ...injected, id: "injected-parameters" } : injected;
  const cells = document.cells.filter((cell) => !cellTags(cell).includes("injected-parameters"));
  const at = cells.findIndex((cell) => cellTags(cell).includes("parameters"));
  return { ...document, cells: [...cells.slice(0, at + 1), withId, ...cells.slice(at + 1)] };
}

/** One line a parameter, e.g. `device: "raspberry-pi-4" | "odroid-n2+" = "raspberry-pi-4"`. */
export function parameterText({ name, type, allowed, default: value }: NotebookParameter): string {
  const choice = allowed === undefined ? type : allowed.map((item) => JSON.stringify(item)).join(" | ");
  return `${name}: ${choice} = ${JSON.stringify(value)}`;
}

function parameterProblem(
  name: string,
  value: ParameterValue,
  known: ReadonlyMap<string, NotebookParameter>,
  file: string,
): Problem {
  const parameter = known.get(name);
  const list = [...known.values()].map(parameterText).join(", ");
  const expected = list === "" ? "a notebook with a cell tagged `parameters` (this one has none)" : list;
  return parameter === undefined
    ? { code: "unknown-parameter", message: `unknown parameter ${JSON.stringify(name)}`, file, expected }
    : {
        code: "bad-parameter",
        message: `parameter ${name} cannot be ${JSON.stringify(value)}`,
        file,
        expected: parameterText(parameter),
      };
}

function readValue({ type, allowed }: NotebookParameter, value: ParameterValue): ParameterValue | undefined {
  const read = readers[type](value);
  return read !== undefined && (allowed === undefined || allowed.includes(read)) ? read : undefined;
}

const readers = {
  string: (value: ParameterValue): string => String(value),
  number: (value: ParameterValue): number | undefined => {
    const number = typeof value === "string" && value.trim() === "" ? Number.NaN : Number(value);
    return typeof value === "boolean" || !Number.isFinite(number) ? undefined : number;
  },
  boolean: (value: ParameterValue): boolean | undefined =>
    ({ true: true, false: false })[String(value) as "true" | "false"],
};

/** Statements of the cell tagged `parameters` that declare no parameter, by their first line from 1. */
export function unreadableParameters(document: NotebookDocument): readonly { line: number; text: string }[] {
  const cell = document.cells.find((candidate) => cellTags(candidate).includes("parameters"));
  if (cell === undefined) return [];
  const source = cellText(cell.source);
  const { ts, file } = parsed(source);
  return file.statements.flatMap((statement) => {
    const isDeclaration =
      ts.isVariableStatement(statement) &&
      statement.declarationList.declarations.every(
        ({ name, initializer }) =>
          ts.isIdentifier(name) && initializer !== undefined && literal(ts, initializer) !== undefined,
      );
    if (isDeclaration) return [];
    const line = file.getLineAndCharacterOfPosition(statement.getStart()).line + 1;
    return [{ line, text: source.split("\n")[line - 1]?.trim() ?? "" }];
  });
}

/** The parts of TypeScript's compiler that reading a parameter cell needs. */
type TypeScript = typeof import("typescript");

function parsed(source: string): { ts: TypeScript; file: import("typescript").SourceFile } {
  const ts = findTslab().require("@tslab/typescript-for-tslab") as TypeScript;
  return { ts, file: ts.createSourceFile("parameters.ts", source, ts.ScriptTarget.ES2022, true) };
}

function declarations(source: string): readonly NotebookParameter[] {
  const { ts, file } = parsed(source);
  return file.statements.flatMap((statement) => {
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations.flatMap((declaration): NotebookParameter[] => {
      if (!ts.isIdentifier(declaration.name) || declaration.initializer === undefined) return [];
      const value = literal(ts, declaration.initializer);
      if (value === undefined) return [];
      const allowed = declaration.type === undefined ? [] : literals(ts, declaration.type);
      const comment = /\/\/\s*(.*)$/.exec(source.slice(statement.end).split("\n")[0] ?? "")?.[1];
      return [
        {
          name: declaration.name.text,
          type: typeof value as NotebookParameter["type"],
          default: value,
          ...(allowed.length > 0 ? { allowed } : {}),
          ...(comment === undefined ? {} : { description: comment }),
        },
      ];
    });
  });
}

function literals(ts: TypeScript, type: import("typescript").TypeNode): ParameterValue[] {
  const members = ts.isUnionTypeNode(type) ? [...type.types] : [type];
  const values = members.map((member) => (ts.isLiteralTypeNode(member) ? literal(ts, member.literal) : undefined));
  return values.every((value) => value !== undefined) ? values : [];
}

function literal(ts: TypeScript, node: import("typescript").Node): ParameterValue | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
    const value = literal(ts, node.operand);
    return typeof value === "number" ? -value : undefined;
  }
  return undefined;
}
