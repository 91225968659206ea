/** A scenario with one assumed value changed. */
export interface AssumedVariant {
  /** Path of the value, e.g. "networks.small.scores.auc". */
  readonly path: string;
  /** As the scenario writes it, and as it is here. */
  readonly was: string;
  readonly is: string;
  /** Text of the changed scenario. */
  readonly text: string;
}

type Tree = { [key: string]: unknown };

/**
 * Every assumed value of a scenario lower and higher: half and double; of an area under a curve double and half the distance to 1, of a
 * difficulty 0 and double, of other shares at most 100 %.
 */
export function assumedVariants(text: string, paths: readonly string[]): readonly AssumedVariant[] {
  return paths.flatMap((path) => {
    const holder = holderOf(JSON.parse(text) as Tree, path);
    const was = holder?.["value"];
    if (typeof was !== "number" && typeof was !== "string") return [];
    return variantsOf(path, was).map((is) => {
      const tree = JSON.parse(text) as Tree;
      (holderOf(tree, path) as Tree)["value"] = is;
      return { path, was: String(was), is: String(is), text: JSON.stringify(tree) };
    });
  });
}

/** The record that a path leads to; names may contain dots. */
function holderOf(tree: Tree, path: string): Tree | undefined {
  if (path === "") return tree;
  for (const [key, inner] of Object.entries(tree)) {
    if (typeof inner !== "object" || inner === null) continue;
    if (path === key) return inner as Tree;
    if (!path.startsWith(`${key}.`)) continue;
    const found = holderOf(inner as Tree, path.slice(key.length + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

function variantsOf(path: string, was: number | string): readonly (number | string)[] {
  const [, digits = "", unit = ""] = /^\s*([\d.eE+-]+)(.*)$/.exec(String(was)) ?? [];
  const number = Number(digits);
  if (!Number.isFinite(number)) return [];
  const written = (value: number): number | string => {
    const short = Number(value.toPrecision(6));
    return typeof was === "number" ? short : `${short}${unit}`;
  };
  if (path.endsWith(".auc")) return [written(Math.max(0.5, 1 - 2 * (1 - number))), written(1 - (1 - number) / 2)];
  if (path.endsWith(".difficulty")) return [written(0), written(Math.min(0.9, 2 * number))];
  if (number === 0) return [];
  const most = unit.trim() === "%" ? 100 : Number.POSITIVE_INFINITY;
  return [...new Set([written(number / 2), written(Math.min(most, number * 2))])];
}
