import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** @type {typeof import("typescript")} TypeScript as tslab brings it: notebooks are compiled with this one. */
const ts = createRequire(import.meta.url)("@tslab/typescript-for-tslab");

/** Version of that compiler. */
export const notebookTypeScript = ts.version;

/** @type {import("typescript").CompilerOptions} */
const notebookOptions = {
  module: ts.ModuleKind.CommonJS,
  moduleResolution: ts.ModuleResolutionKind.Node10,
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts"],
  esModuleInterop: true,
  strict: true,
  noImplicitAny: true,
  types: ["node"],
  skipLibCheck: false,
};

/**
 * Reads built packages' types as a notebook would (old compiler, Node10 resolution) and says what it cannot read.
 *
 * A type that this compiler does not understand becomes `any` without a word in a notebook, because it skips checking
 * libraries. Here the packages' own declaration files are checked, and no export may be `any`.
 *
 * @param {readonly string[]} entries the built index.d.ts of each
 * @returns {Map<string, string[]>} one line per problem, by entry
 */
export function notebookTypeProblems(entries) {
  const program = ts.createProgram(entries, notebookOptions);
  return new Map(entries.map((entry) => [entry, [...diagnostics(program, entry), ...anyExports(program, entry)]]));
}

/**
 * Compiles a file as a cell of a notebook would be, with the packages found by their names.
 *
 * @param {string} file
 * @returns {string[]} one line per problem
 */
export function notebookCompileProblems(file) {
  const program = ts.createProgram([file], { ...notebookOptions, skipLibCheck: true });
  const source = program.getSourceFile(file);
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(diagnosticText);
}

/**
 * @param {import("typescript").Program} program
 * @param {string} entry
 */
function diagnostics(program, entry) {
  const folder = `${dirname(entry)}/`.replaceAll("\\", "/");
  const ours = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(folder));
  return ours
    .flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])
    .map(diagnosticText);
}

/**
 * @param {import("typescript").Program} program
 * @param {string} entry
 */
function anyExports(program, entry) {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(entry);
  const module = source && checker.getSymbolAtLocation(source);
  if (source === undefined || module === undefined) return [`${entry} exports nothing`];
  return checker
    .getExportsOfModule(module)
    .filter((symbol) => isAny(symbol, source, checker))
    .map(({ name }) => `${entry}: ${name} is any`);
}

/**
 * @param {import("typescript").Symbol} symbol
 * @param {import("typescript").SourceFile} source
 * @param {import("typescript").TypeChecker} checker
 */
function isAny(symbol, source, checker) {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const isValue = (target.flags & ts.SymbolFlags.Value) !== 0;
  const type = isValue ? checker.getTypeOfSymbolAtLocation(target, source) : checker.getDeclaredTypeOfSymbol(target);
  return (type.flags & ts.TypeFlags.Any) !== 0;
}

/** @param {import("typescript").Diagnostic} diagnostic */
function diagnosticText({ file, start = 0, messageText, code }) {
  const message = ts.flattenDiagnosticMessageText(messageText, " ");
  if (file === undefined) return `TS${code}: ${message}`;
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  return `${join(file.fileName)}:${line + 1}:${character + 1}: TS${code}: ${message}`;
}
