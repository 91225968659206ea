import { exitCodes, InputError, type Network, unknownName } from "@joulebook/core";
import type { ZooOptions } from "./zoo-options.js";
import { earlyExitRecipe, merkelRecipe, precisions, type ZooRecipe, zooRecipes } from "./zoo-recipes.js";

/** What the zoo says of a network: its name, family, and where it was published. */
export type ZooEntry = Pick<ZooRecipe, "name" | "family" | "source">;

const recipes: ReadonlyMap<string, ZooRecipe> = new Map(zooRecipes().map((recipe) => [recipe.name, recipe]));

/** Names under which tables of measurements know networks of the zoo. */
const aliases: Readonly<Record<string, string>> = {
  "ds-cnn": "mlperf-tiny-kws",
  "mobilenet-v1-0.25-96": "mlperf-tiny-vww",
  "fc-autoencoder": "mlperf-tiny-ad",
};

/** The networks of the zoo, family by family. */
export function zooEntries(): readonly ZooEntry[] {
  return [...recipes.values()].map(({ name, family, source }) => ({ name, family, source }));
}

/** Names that `zooNetwork` knows; each also with a precision behind it. */
export function zooNames(): readonly string[] {
  return [...recipes.keys()];
}

/**
 * A network by its canonical name, with or without the precision that measured models carry. Besides the listed names
 * it knows Merkel's family at any depth and width ("merkel-l4-n32", "merkel-l6-n64-exits") and the early-exit network
 * with any exits ("eenn-dfik").
 *
 * @throws InputError (exit code 2) for a name that nobody knows, with the nearest ones
 * @example zooNetwork("mobilenet-v1-0.25-128-int8").tensors[0]?.shape // => [1, 128, 128, 3]
 */
export function zooNetwork(name: string, options: ZooOptions = {}): Network {
  const network = findZooNetwork(name, options);
  if (network !== undefined) return network;
  throw new InputError([unknownName("network", name, zooNames())], exitCodes.usage);
}

/** As `zooNetwork`, but undefined for a name that nobody knows. */
export function findZooNetwork(name: string, options: ZooOptions = {}): Network | undefined {
  const [, base = name, precision = ""] = /^(.+)-(fp32|fp16|int8|int4)$/.exec(name) ?? [];
  const recipe =
    recipes.get(Object.hasOwn(aliases, base) ? (aliases[base] as string) : base) ??
    merkelRecipe(base) ??
    earlyExitRecipe(base);
  return recipe?.build({ ...(precisions[precision] ?? recipe.bits), name, ...options });
}
