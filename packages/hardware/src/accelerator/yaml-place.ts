import { InputError, nearestNames, type Problem } from "@joulebook/core";
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument, type YAMLMap } from "yaml";

/** Largest file that is read: descriptions of hardware are kilobytes. */
const largest = 1 << 20;

/** A YAML file that is read key by key, so that everything wrong with it is said with its line. */
export class YamlFile {
  readonly file: string;
  readonly problems: Problem[] = [];
  readonly warnings: Problem[] = [];
  readonly root: Node | null;
  readonly #lines = new LineCounter();

  /** @throws InputError `bad-yaml` when the text is no YAML */
  constructor(text: string, file: string) {
    this.file = file;
    if (text.length > largest)
      throw new InputError([{ code: "bad-yaml", message: "the file is larger than 1 MiB", file }]);
    // A key given twice is no error here: real files do it, and the last one counts. Aliases are refused below.
    const document = parseDocument(text, { lineCounter: this.#lines, uniqueKeys: false, prettyErrors: false });
    const errors = document.errors.slice(0, 10).map(({ message, pos }): Problem => {
      const { line, col } = this.#lines.linePos(pos[0]);
      return { code: "bad-yaml", message: message.split("\n")[0] ?? "this is no YAML", file, line, column: col };
    });
    if (errors.length > 0) throw new InputError(errors);
    this.root = document.contents as Node | null;
  }

  /** Notes a problem at a node. */
  fault(node: unknown, message: string, more: Partial<Problem> = {}): undefined {
    if (this.problems.length < 20)
      this.problems.push({ code: "bad-accelerator", message, ...this.place(node), ...more });
    return undefined;
  }

  /** File, line and column of a node. */
  place(node: unknown): Pick<Problem, "file" | "line" | "column"> {
    const at = (node as { range?: readonly [number, number, number] | null } | null | undefined)?.range?.[0];
    if (at === undefined) return { file: this.file };
    const { line, col } = this.#lines.linePos(at);
    return { file: this.file, line, column: col };
  }

  /** The entries of a map; a key given twice counts once, the last time, with a warning. */
  entries(node: unknown, what: string): ReadonlyMap<string, { readonly key: Node; readonly value: unknown }> {
    const found = new Map<string, { readonly key: Node; readonly value: unknown }>();
    if (!isMap(node)) {
      this.fault(node, `${what} must be a map`);
      return found;
    }
    for (const { key, value } of (node as YAMLMap).items as Pair<Node, unknown>[]) {
      const name = isScalar(key) ? String(key.value) : "";
      if (found.has(name)) {
        const message = `${what} has the key "${name}" twice; the last one counts`;
        this.warnings.push({ code: "duplicate-key", message, ...this.place(key) });
      }
      found.set(name, { key, value });
    }
    return found;
  }

  /** Refuses keys that nobody reads. */
  only(entries: ReturnType<YamlFile["entries"]>, known: readonly string[], what: string): void {
    for (const [name, { key }] of entries) {
      if (known.includes(name)) continue;
      this.fault(key, `${what} has the unknown key "${name}"`, {
        code: "unknown-key",
        nearest: nearestNames(name, known, 2),
      });
    }
  }

  /** Whether a key is given as true (or 1, as some files have it). */
  flag(entries: ReturnType<YamlFile["entries"]>, key: string): boolean {
    const node = entries.get(key)?.value;
    const value = isScalar(node) ? node.value : undefined;
    return value === true || value === 1 || (typeof value === "string" && value.toLowerCase() === "true");
  }

  /** The items of a list. */
  items(node: unknown, what: string): readonly unknown[] {
    if (isSeq(node)) return node.items;
    this.fault(node, `${what} must be a list`);
    return [];
  }

  text(node: unknown, what: string): string {
    if (isScalar(node) && (typeof node.value === "string" || typeof node.value === "number")) return String(node.value);
    this.fault(node, isAlias(node) ? `${what} is an alias, which is not read` : `${what} must be a text`);
    return "";
  }

  /** A number within bounds. */
  number(
    node: unknown,
    what: string,
    { least = 0, above = false, whole = false }: { least?: number; above?: boolean; whole?: boolean } = {},
  ): number {
    const value = isScalar(node) ? node.value : undefined;
    if (typeof value !== "number" || !Number.isFinite(value)) {
      this.fault(node, `${what} must be a number`);
      return Number.NaN;
    }
    if (value < least || (above && value === least) || (whole && !Number.isSafeInteger(value)) || value > 1e15) {
      const bound = above ? `above ${least}` : `at least ${least}`;
      this.fault(node, `${what} is ${value}`, { expected: `${whole ? "a whole number" : "a number"} ${bound}` });
      return Number.NaN;
    }
    return value;
  }

  /** @throws InputError with everything that was noted */
  finish(): void {
    if (this.problems.length > 0) throw new InputError(this.problems);
  }
}
