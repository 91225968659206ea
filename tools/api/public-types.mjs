import { relative } from "node:path";
import ts from "typescript";

/**
 * The public types of a package as one text: every exported name in order of its name, then what their types mention
 * without exporting it. Comments are left out: the text changes only when a type does.
 *
 * @param {string} entry the built index.d.ts
 * @param {string} folder folder of the package; declarations inside it are written out, others are imported by name
 * @returns {string}
 */
export function publicTypes(entry, folder) {
  const program = ts.createProgram([entry], {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2023.d.ts"],
    types: [],
    skipLibCheck: true,
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(entry);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined)
    throw new Error(`${relative(process.cwd(), entry)} is missing or exports nothing; build first`);

  const home = `${folder}/`.replaceAll("\\", "/");
  const isOurs = (/** @type {ts.Declaration} */ declaration) => {
    const { fileName } = declaration.getSourceFile();
    return fileName.startsWith(home) && !fileName.includes("/node_modules/");
  };
  const exported = checker.getExportsOfModule(module).map((alias) => {
    const symbol = aliased(alias, checker);
    return { name: alias.name, symbol, from: symbol.declarations?.some(isOurs) ? undefined : passedOnFrom(alias) };
  });
  const reached = reach(
    exported.map(({ symbol }) => symbol),
    checker,
    isOurs,
  );
  const publicSymbols = new Set(exported.map(({ symbol }) => symbol));
  const hidden = [...reached.ours].filter((symbol) => !publicSymbols.has(symbol));
  return [
    ...imports(reached.foreign),
    "",
    ...exported.toSorted(byName).flatMap(exportLines),
    ...(hidden.length === 0 ? [] : ["// Not exported, but part of the types above:", ""]),
    ...hidden
      .toSorted(byName)
      .flatMap((symbol) => declarationTexts(symbol).map((text) => text.replace(/^export /, ""))),
    "",
  ]
    .join("\n")
    .replace(/^\n+/, "")
    .replace(/\n+$/, "\n");
}

/**
 * Everything that declarations mention, directly or through each other: symbols of this package, and foreign ones as
 * module and name.
 *
 * @param {readonly ts.Symbol[]} start
 * @param {ts.TypeChecker} checker
 * @param {(declaration: ts.Declaration) => boolean} isOurs
 */
function reach(start, checker, isOurs) {
  /** @type {Set<ts.Symbol>} */
  const ours = new Set();
  /** @type {Map<string, Set<string>>} */
  const foreign = new Map();
  const queue = [...start];
  for (let symbol = queue.pop(); symbol !== undefined; symbol = queue.pop()) {
    if (ours.has(symbol)) continue;
    ours.add(symbol);
    for (const declaration of (symbol.declarations ?? []).filter(isOurs)) {
      for (const mentioned of mentions(declaration, checker)) {
        const origin = importOrigin(mentioned);
        const target = aliased(mentioned, checker);
        const local = target.declarations?.filter((item) => isOurs(item) && isTopLevel(item)) ?? [];
        if (local.length > 0) queue.push(target);
        else if (origin !== undefined)
          foreign.set(origin.from, (foreign.get(origin.from) ?? new Set()).add(origin.name));
      }
    }
  }
  return { ours, foreign };
}

/**
 * @param {ts.Node} node
 * @param {ts.TypeChecker} checker
 * @returns {ts.Symbol[]}
 */
function mentions(node, checker) {
  /** @type {ts.Symbol[]} */
  const found = [];
  /** @param {ts.Node} child */
  const visit = (child) => {
    const symbol = ts.isIdentifier(child) ? checker.getSymbolAtLocation(child) : undefined;
    if (symbol !== undefined) found.push(symbol);
    ts.forEachChild(child, visit);
  };
  visit(node);
  return found;
}

/**
 * Where a name comes from, when an import of another package brought it into its file.
 *
 * @param {ts.Symbol} symbol
 */
function importOrigin(symbol) {
  const specifier = symbol.declarations?.find(
    (item) => ts.isImportSpecifier(item) || ts.isImportClause(item) || ts.isNamespaceImport(item),
  );
  const declaration = specifier && ts.findAncestor(specifier, ts.isImportDeclaration);
  if (specifier === undefined || declaration === undefined || !ts.isStringLiteral(declaration.moduleSpecifier))
    return undefined;
  const from = declaration.moduleSpecifier.text;
  if (from.startsWith(".")) return undefined;
  if (ts.isNamespaceImport(specifier)) return { from, name: `* as ${symbol.name}` };
  if (ts.isImportClause(specifier)) return { from, name: `default as ${symbol.name}` };
  const imported = ts.isImportSpecifier(specifier) ? specifier.propertyName?.text : undefined;
  return { from, name: imported === undefined ? symbol.name : `${imported} as ${symbol.name}` };
}

/**
 * The package named by `export { a } from "package"`.
 *
 * @param {ts.Symbol} alias
 */
function passedOnFrom(alias) {
  const specifier = alias.declarations?.find(ts.isExportSpecifier);
  const from = specifier?.parent.parent.moduleSpecifier;
  return from !== undefined && ts.isStringLiteral(from) ? from.text : undefined;
}

/** @param {ReadonlyMap<string, ReadonlySet<string>>} foreign */
function imports(foreign) {
  return [...foreign]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([from, names]) => {
      const sorted = [...names].toSorted();
      const spaces = sorted
        .filter((name) => name.startsWith("* as "))
        .map((name) => `import type ${name} from "${from}";`);
      const named = sorted.filter((name) => !name.startsWith("* as "));
      return [...spaces, ...(named.length === 0 ? [] : [`import type { ${named.join(", ")} } from "${from}";`])];
    });
}

/**
 * @typedef {{ name: string, symbol: ts.Symbol, from: string | undefined }} Exported `from` is another package that it is passed on from
 * @param {Exported} exported
 */
function exportLines({ name, symbol, from }) {
  if (from !== undefined) return [`export { ${name} } from "${from}";`, ""];
  const renamed = symbol.name === name ? [] : [`export { ${symbol.name} as ${name} };`, ""];
  return [...declarationTexts(symbol), ...renamed];
}

/**
 * @param {ts.Symbol} symbol
 * @returns {string[]}
 */
function declarationTexts(symbol) {
  const printer = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed });
  const statements = new Set((symbol.declarations ?? []).map(statementOf));
  return [...statements].flatMap((node) => [
    printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile()),
    "",
  ]);
}

/**
 * @param {ts.Declaration} declaration
 * @returns {ts.Node}
 */
function statementOf(declaration) {
  return ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
}

/** @param {ts.Declaration} declaration */
function isTopLevel(declaration) {
  return statementOf(declaration).parent?.kind === ts.SyntaxKind.SourceFile;
}

/**
 * @param {ts.Symbol} symbol
 * @param {ts.TypeChecker} checker
 */
function aliased(symbol, checker) {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/**
 * @param {{ name: string }} a
 * @param {{ name: string }} b
 */
function byName(a, b) {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
