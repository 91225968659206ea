import { product } from "../counting/loops.js";

/** Constants beyond this are not followed: shapes, axes and scales are short. */
export const mostElements = 4096;

/** A few known numbers and their shape. */
export interface SmallArray {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

/**
 * An array whose element at each position is taken from somewhere; undefined where it would be long.
 *
 * @param pick the element at a position, outermost axis first
 */
export function arrayOf(
  shape: readonly number[],
  pick: (position: readonly number[]) => number,
): readonly number[] | undefined {
  const count = product(shape);
  if (!(count <= mostElements)) return undefined;
  const position = shape.map(() => 0);
  const data: number[] = [];
  for (let index = 0; index < count; index++) {
    data.push(pick(position));
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const next = (position[axis] as number) + 1;
      if (next < (shape[axis] as number)) {
        position[axis] = next;
        break;
      }
      position[axis] = 0;
    }
  }
  return data;
}

/** The element at a position, with axes of extent 1 repeated and leading axes left out as in broadcasting. */
export function elementAt({ shape, data }: SmallArray, position: readonly number[]): number {
  let index = 0;
  const skipped = position.length - shape.length;
  for (const [axis, extent] of shape.entries()) {
    index = index * extent + (extent === 1 ? 0 : (position[axis + skipped] as number));
  }
  return data[index] as number;
}
