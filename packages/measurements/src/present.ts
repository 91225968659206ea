/** Fields of a record of which the optional ones may be undefined. */
export type Loose<T> = { readonly [K in keyof T]: object extends Pick<T, K> ? T[K] | undefined : T[K] };

/**
 * The record without its undefined fields: what is missing is absent.
 *
 * @example Object.keys(present({ a: 1, b: undefined })) // => ["a"]
 */
export function present<T extends object>(fields: Loose<T>): T {
  const record: Record<string, unknown> = {};
  for (const key in fields) {
    const value = fields[key as keyof Loose<T>];
    if (value !== undefined) record[key] = value;
  }
  return record as T;
}
