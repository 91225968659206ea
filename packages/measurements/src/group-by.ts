/**
 * Records in groups of equal key, groups and records in their order of appearance.
 *
 * @example groupBy([1, 2, 3], (n) => (n % 2 ? "odd" : "even")) // => new Map([["odd", [1, 3]], ["even", [2]]])
 */
export function groupBy<T, K>(records: readonly T[], key: (record: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const record of records) {
    const name = key(record);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [record]);
    else group.push(record);
  }
  return groups;
}
