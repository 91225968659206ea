/**
 * Checks that points (minimisation, one array of numbers each) have the same, positive number of coordinates and no NaN.
 *
 * @throws RangeError that names the first bad point
 */
export function checkPoints(where: string, points: readonly (readonly number[])[]): void {
  const dimensions = points[0]?.length ?? 1;
  points.forEach((point, index) => {
    if (point.length !== dimensions || dimensions === 0)
      throw new RangeError(
        `${where}: points must have the same number of coordinates, at least 1, got ${point.length} in point ${index} after ${dimensions}`,
      );
    if (point.some((value) => Number.isNaN(value)))
      throw new RangeError(`${where}: coordinates must be numbers, got NaN in point ${index}`);
  });
}
