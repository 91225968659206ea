import { efficientFront } from "./efficient-front.js";
import { isAdmissible, type Screened } from "./screen.js";

/** The candidates of one device that meet all limits but perhaps the budget, by index. */
export interface DeviceFront {
  readonly device: string;
  /** All of them, in their order. */
  readonly admissible: Uint32Array;
  /** The undominated ones, cheapest first. */
  readonly front: Uint32Array;
}

/** The front of each device that has an admissible candidate, devices in order of first appearance. */
export function deviceFronts(screened: Screened): readonly DeviceFront[] {
  const { device, devices } = screened;
  const counts = new Uint32Array(devices.length);
  for (let i = 0; i < device.length; i++) {
    if (isAdmissible(screened, i)) (counts[device[i] as number] as number)++;
  }
  const groups = Array.from(counts, (count) => ({ indices: new Uint32Array(count), size: 0 }));
  for (let i = 0; i < device.length; i++) {
    if (!isAdmissible(screened, i)) continue;
    const group = groups[device[i] as number] as (typeof groups)[0];
    group.indices[group.size++] = i;
  }
  return groups.flatMap(({ indices }, place) => {
    if (indices.length === 0) return [];
    return [{ device: devices[place] as string, admissible: indices, front: efficientFront(screened, indices) }];
  });
}
