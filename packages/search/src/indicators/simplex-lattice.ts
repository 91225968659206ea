/**
 * Das and Dennis's directions: every point of the unit simplex whose coordinates are multiples of 1 / divisions,
 * C(divisions + objectives - 1, objectives - 1) of them. Source: docs/equations.md#reference-points
 *
 * @throws RangeError unless there are two or more objectives and a whole positive number of divisions
 * @example simplexLattice(3, 13).length // => 105
 */
export function simplexLattice(objectives: number, divisions: number): number[][] {
  if (!(Number.isInteger(objectives) && objectives >= 2 && Number.isInteger(divisions) && divisions >= 1))
    throw new RangeError(
      `simplexLattice: objectives must be a whole number from 2 and divisions from 1, got ${objectives} and ${divisions}`,
    );
  const points: number[][] = [];
  const fill = (head: readonly number[], left: number): void => {
    if (head.length === objectives - 1) points.push([...head, left].map((part) => part / divisions));
    else for (let part = 0; part <= left; part++) fill([...head, part], left - part);
  };
  fill([], divisions);
  return points;
}
