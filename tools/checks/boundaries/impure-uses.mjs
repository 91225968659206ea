import ts from "typescript";

/** Names that reach Node, the clock, the network or unseeded randomness. */
const impureGlobals = new Set([
  "process",
  "Buffer",
  "performance",
  "crypto",
  "fetch",
  "require",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "queueMicrotask",
  "__dirname",
  "__filename",
]);

const impureMembers = new Set(["Math.random", "Date.now", "import.meta.url", "import.meta.resolve"]);

/**
 * Uses of what a pure package must not touch.
 *
 * @param {ts.SourceFile} tree
 * @returns {{ node: ts.Node, what: string }[]}
 */
export function impureUses(tree) {
  const own = declaredNames(tree);
  /** @type {{ node: ts.Node, what: string }[]} */
  const uses = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    const what = impureUse(node, own);
    if (what !== undefined) uses.push({ node, what });
    // The type `Date` or a member called `process` is harmless: types and member names are not followed.
    if (!ts.isTypeNode(node)) ts.forEachChild(node, visit);
  };
  visit(tree);
  return uses;
}

/**
 * @param {ts.Node} node
 * @param {ReadonlySet<string>} own names that the file declares itself
 */
function impureUse(node, own) {
  if (ts.isIdentifier(node) && impureGlobals.has(node.text) && !own.has(node.text) && !isName(node)) return node.text;
  const member = memberName(node);
  if (member !== undefined && impureMembers.has(member)) return member;
  const dated = (ts.isNewExpression(node) || ts.isCallExpression(node)) && isDate(node.expression, own);
  if (!dated || own.has("Date")) return undefined;
  if (ts.isCallExpression(node)) return "Date()";
  return (node.arguments ?? []).length === 0 ? "new Date()" : undefined;
}

/**
 * `a.b` and `a["b"]` as "a.b", with a leading `globalThis` left out.
 *
 * @param {ts.Node} node
 */
function memberName(node) {
  if (ts.isPropertyAccessExpression(node))
    return `${node.expression.getText()}.${node.name.text}`.replace(/^globalThis\./, "");
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)) {
    return `${node.expression.getText()}.${node.argumentExpression.text}`.replace(/^globalThis\./, "");
  }
  return undefined;
}

/**
 * @param {ts.Expression} callee
 * @param {ReadonlySet<string>} own
 */
function isDate(callee, own) {
  return ts.isIdentifier(callee) && callee.text === "Date" && !own.has("Date");
}

/**
 * Whether an identifier only names a member, a key or a declaration; `globalThis.process` still counts as a use.
 *
 * @param {ts.Identifier} node
 */
function isName(node) {
  const parent = node.parent;
  if (ts.isPropertyAccessExpression(parent))
    return parent.name === node && parent.expression.getText() !== "globalThis";
  if (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent)) return parent.name === node;
  if (ts.isExportSpecifier(parent)) return parent.parent.parent.moduleSpecifier !== undefined;
  return ts.isMethodDeclaration(parent) || ts.isMethodSignature(parent) || ts.isPropertyDeclaration(parent);
}

/**
 * Names declared anywhere in a file. Coarse on purpose: a file that calls a variable of its own `process` means that one.
 *
 * @param {ts.SourceFile} tree
 */
function declaredNames(tree) {
  /** @type {Set<string>} */
  const names = new Set();
  /** @param {ts.Node} node */
  const visit = (node) => {
    const declares =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isBindingElement(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isClassDeclaration(node) ||
      ts.isInterfaceDeclaration(node) ||
      ts.isTypeAliasDeclaration(node) ||
      ts.isImportSpecifier(node);
    if (declares && node.name !== undefined && ts.isIdentifier(node.name)) names.add(node.name.text);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return names;
}
