import ts from "typescript";
import { impureUses } from "./impure-uses.mjs";

/**
 * @typedef {{ line: number, column: number }} Place 1-based
 * @typedef {Place & { specifier: string, lazy: boolean, typeOnly: boolean }} Import lazy: `import()`, which runs later or
 * never; typeOnly: gone after compilation
 * @typedef {Place & { what: string }} Use
 *
 * @typedef {object} SourceFile
 * @property {string} path relative to the workspace, with forward slashes
 * @property {readonly Import[]} imports static, re-exporting, type-only and dynamic ones
 * @property {ReadonlySet<string>} strings every other string in the file: a package may be used by its name alone
 * @property {readonly Use[]} impure clocks, randomness and Node's globals
 * @property {readonly Place[]} exportStars
 * @property {readonly Place[]} topLevelAwaits
 */

/**
 * What the checks need to know about one file, from its syntax tree.
 *
 * @param {string} path
 * @param {string} text
 * @returns {SourceFile}
 */
export function readSource(path, text) {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const place = (/** @type {ts.Node} */ node) => placeOf(tree, node);
  /** @type {Import[]} */
  const imports = [];
  /** @type {Set<string>} */
  const strings = new Set();
  /** @type {Place[]} */
  const exportStars = [];
  /** @type {Place[]} */
  const topLevelAwaits = [];

  /** @param {ts.Node} node @param {boolean} inFunction */
  const visit = (node, inFunction) => {
    const imported = specifier(node);
    if (imported !== undefined) {
      const lazy = ts.isCallExpression(node);
      imports.push({ specifier: imported.text, lazy, typeOnly: isTypeOnly(node), ...place(imported) });
    } else if (ts.isStringLiteralLike(node)) strings.add(node.text);
    if (ts.isExportDeclaration(node) && node.exportClause === undefined) exportStars.push(place(node));
    if (!inFunction && (ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier))) {
      topLevelAwaits.push(place(node));
    }
    ts.forEachChild(node, (child) => visit(child, inFunction || ts.isFunctionLike(node)));
  };
  visit(tree, false);
  const impure = impureUses(tree).map(({ node, what }) => ({ what, ...place(node) }));
  return { path, imports, strings, impure, exportStars, topLevelAwaits };
}

/**
 * The module that a node imports from, when it imports at all.
 *
 * @param {ts.Node} node
 * @returns {ts.StringLiteralLike | undefined}
 */
function specifier(node) {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return literal(node.moduleSpecifier);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return literal(node.argument.literal);
  if (ts.isExternalModuleReference(node)) return literal(node.expression);
  const called = ts.isCallExpression(node) ? node.expression : undefined;
  if (
    called?.kind === ts.SyntaxKind.ImportKeyword ||
    (called && ts.isIdentifier(called) && called.text === "require")
  ) {
    return literal(/** @type {ts.CallExpression} */ (node).arguments[0]);
  }
  return undefined;
}

/** @param {ts.Node} node */
function isTypeOnly(node) {
  if (ts.isImportDeclaration(node)) return node.importClause?.isTypeOnly === true;
  return ts.isImportTypeNode(node) || (ts.isExportDeclaration(node) && node.isTypeOnly);
}

/** @param {ts.Node | undefined} node */
function literal(node) {
  return node !== undefined && ts.isStringLiteralLike(node) ? node : undefined;
}

/**
 * @param {ts.SourceFile} tree
 * @param {ts.Node} node
 * @returns {Place}
 */
function placeOf(tree, node) {
  const { line, character } = tree.getLineAndCharacterOfPosition(node.getStart(tree));
  return { line: line + 1, column: character + 1 };
}
