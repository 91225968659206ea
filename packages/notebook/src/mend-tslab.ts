import type { TslabInstallation } from "./find-tslab.js";

type TypeScript = typeof import("typescript");

interface Diagnostic {
  readonly start: Position;
  readonly end: Position;
}
interface Position {
  readonly line: number;
  readonly character: number;
}
interface Converter {
  convert(previous: string, source: string): { readonly output?: string; readonly diagnostics: readonly Diagnostic[] };
}
interface ConverterModule {
  createConverter(options: object): Converter;
}

/**
 * Mends tslab 1.0.22 in this process. It turns names of earlier cells into properties (`exports.device`), and errs twice:
 *
 * - shorthand properties are overlooked, so that `{ device }` ends in "device is not defined": cells are compiled as
 *   `{ device: device }`, and diagnostics keep the places of the cell as it was written;
 * - keys of a destructuring are taken for such names, so that `const { points: p } = trend` becomes
 *   `const { exports, points: p }`: the stray element is taken out again.
 */
export function mendTslab(tslab: TslabInstallation): void {
  const ts = tslab.require("@tslab/typescript-for-tslab") as TypeScript;
  const module = tslab.require("./dist/converter") as ConverterModule;
  const create = module.createConverter;
  module.createConverter = (options) => {
    const converter = create(options);
    const convert = converter.convert.bind(converter);
    converter.convert = (previous, source) => {
      const { text, original } = withoutShorthand(ts, source);
      const result = convert(previous, text);
      const diagnostics = result.diagnostics.map((diagnostic) =>
        "fileName" in diagnostic
          ? diagnostic
          : { ...diagnostic, start: original(diagnostic.start), end: original(diagnostic.end) },
      );
      const output = result.output === undefined ? {} : { output: withoutStrayExports(ts, result.output) };
      return { ...result, ...output, diagnostics };
    };
    return converter;
  };
}

/** The source with every shorthand property written out, and the way back to places of the source as it was. */
export function withoutShorthand(
  ts: TypeScript,
  source: string,
): { readonly text: string; readonly original: (place: Position) => Position } {
  const file = ts.createSourceFile("cell.ts", source, ts.ScriptTarget.ES2022, true);
  const names: { readonly start: number; readonly inserted: string }[] = [];
  const visit = (node: import("typescript").Node): void => {
    if (ts.isShorthandPropertyAssignment(node)) {
      names.push({ start: node.name.getStart(), inserted: `${node.name.text}: ` });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  const inserts = names.map(({ start, inserted }) => ({ ...file.getLineAndCharacterOfPosition(start), inserted }));
  const text = names.reduceRight(
    (before, { start, inserted }) => before.slice(0, start) + inserted + before.slice(start),
    source,
  );
  return {
    text,
    original: ({ line, character }) => {
      let place = character;
      for (const insert of inserts.filter((one) => one.line === line)) {
        if (place > insert.character) place = Math.max(insert.character, place - insert.inserted.length);
      }
      return { line, character: place };
    },
  };
}

/** Compiled text without the element `exports` in destructuring patterns, which no cell can have written. */
export function withoutStrayExports(ts: TypeScript, compiled: string): string {
  if (!/\{\s*exports,/.test(compiled)) return compiled;
  const file = ts.createSourceFile("cell.js", compiled, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  const stray: { readonly from: number; readonly to: number }[] = [];
  const visit = (node: import("typescript").Node): void => {
    if (ts.isObjectBindingPattern(node)) {
      for (const [index, { name, propertyName }] of node.elements.entries()) {
        const next = node.elements[index + 1];
        if (propertyName !== undefined || next === undefined || !ts.isIdentifier(name)) continue;
        if (name.text === "exports") stray.push({ from: name.getStart(), to: next.getStart() });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return stray.reduceRight((text, { from, to }) => text.slice(0, from) + text.slice(to), compiled);
}
