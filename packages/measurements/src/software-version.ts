/** One product that a software string names, with its version number as a list: [2, 11, 0] for 2.11.0. */
export interface SoftwareVersion {
  readonly product: string;
  readonly version: readonly number[];
}

/**
 * The products and versions in a software string as benchmark tables write it. A part without a number ("vmaster") gives none.
 *
 * @example softwareVersions("JetPack 4.6, TensorRT 8.0.1") // => [{ product: "jetpack", version: [4, 6] }, { product: "tensorrt", version: [8, 0, 1] }]
 */
export function softwareVersions(software: string): readonly SoftwareVersion[] {
  return software.split(",").flatMap((part) => {
    const found = part.match(/^(.*?)(?:^|\s)v?(\d+(?:\.\d+)*)(?=$|[\s(])(.*)$/i);
    if (found === null) return [];
    const [, before = "", digits = "", after = ""] = found;
    const product = before.trim() === "" ? after.trim() : before.trim();
    return [{ product: product.toLowerCase(), version: digits.split(".").map(Number) }];
  });
}

/**
 * Orders version numbers: negative when the first is older. Missing digits count as 0, so that 22.5 and 22.5.0 are equal.
 *
 * @example compareVersions([2, 7, 1], [2, 11, 0]) < 0 // => true
 */
export function compareVersions(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
