const shared: readonly (readonly (readonly number[])[])[] = Array.from({ length: 4 }, (_, length) =>
  Array.from({ length: 16 }, (_, value) => Array.from({ length }, () => value)),
);

/** A number for every axis. Small ones share their arrays: a network has hundreds of kernels and strides that are alike. */
export function repeated(value: number, length: number): readonly number[] {
  return shared[length]?.[value] ?? Array.from({ length }, () => value);
}
