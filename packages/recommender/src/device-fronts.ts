import type { Candidate } from "@joulebook/core";
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

/** The front of each device, devices in order of first appearance. */
export function deviceFronts(screened: Screened): readonly DeviceFront[] {
  const { candidates, violated } = screened;
  const counts = new Map<string, number>();
  forEachRun(screened, (device, length) => counts.set(device, (counts.get(device) ?? 0) + length));
  const groups = new Map(
    Array.from(counts, ([device, count]) => [device, { indices: new Uint32Array(count), size: 0 }]),
  );
  let current = "";
  let group = groups.get(current);
  for (let i = 0; i < violated.length; i++) {
    if (!isAdmissible(screened, i)) continue;
    const { device } = candidates[i] as Candidate;
    if (device !== current || group === undefined) {
      current = device;
      group = groups.get(device);
    }
    if (group !== undefined) group.indices[group.size++] = i;
  }
  return Array.from(groups, ([device, { indices }]) => ({
    device,
    admissible: indices,
    front: efficientFront(screened, indices),
  }));
}

/** Calls back for each run of admissible candidates on one device: tables are mostly sorted, look-ups are not free. */
function forEachRun(screened: Screened, run: (device: string, length: number) => void): void {
  let current = "";
  let length = 0;
  for (let i = 0; i < screened.violated.length; i++) {
    if (!isAdmissible(screened, i)) continue;
    const { device } = screened.candidates[i] as Candidate;
    if (device !== current) {
      if (length > 0) run(current, length);
      current = device;
      length = 0;
    }
    length++;
  }
  if (length > 0) run(current, length);
}
