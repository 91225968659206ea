import type { ChosenRows } from "./chosen-rows.js";
import type { Notice } from "./notice.js";
import type { RowGroups } from "./row-groups.js";
import type { SoftwareOrderBasis } from "./software-order.js";
import { textAt } from "./tables/table-columns.js";

/** What a selection holds of one runtime on one device. */
export interface SoftwareCoverage {
  readonly task: string;
  readonly device: string;
  readonly backend: string;
  /** The newest software of this device and runtime. */
  readonly newest: string;
  readonly orderedBy: SoftwareOrderBasis;
  /** Chosen rows by software, newest first. */
  readonly rows: readonly { readonly software: string; readonly count: number }[];
  /** Ids of the chosen rows whose software is not the newest. */
  readonly older: readonly string[];
}

/** What stands for a name that a table does not state. */
export const unstated = "not stated";

/** What was chosen of each runtime. */
export function softwareCoverage({ table, runtimes, order, newest, kept }: ChosenRows): readonly SoftwareCoverage[] {
  const { versions, software, by, compare } = order;
  const chosen: number[][] = Array.from(runtimes.first, () => []);
  const counts = new Uint32Array(versions.first.length);
  const firstKept = new Uint32Array(versions.first.length);
  for (let place = 0; place < kept.length; place++) {
    const row = kept[place] as number;
    const version = versions.of[row] as number;
    if (counts[version] === 0) {
      firstKept[version] = row;
      chosen[runtimes.of[row] as number]?.push(version);
    }
    counts[version] = (counts[version] as number) + 1;
  }
  const older = olderRows({ runtimes, kept, versions, newest, mixed: (runtime) => (chosen[runtime]?.length ?? 0) > 1 });
  return chosen.map((found, runtime) => {
    const latest = newest[runtime] as number;
    const sorted = found.toSorted((a, b) => compare(firstKept[b] as number, firstKept[a] as number));
    return {
      task: textAt(table.column("task"), latest) ?? "",
      device: textAt(table.column("device"), latest) ?? "",
      backend: textAt(table.column("backend"), latest) ?? unstated,
      newest: software(latest) ?? unstated,
      orderedBy: by[runtime] as SoftwareOrderBasis,
      rows: sorted.map((version) => ({
        software: software(versions.first[version] as number) ?? unstated,
        count: counts[version] as number,
      })),
      older: (older.get(runtime) ?? []).map(table.id),
    };
  });
}

/** The chosen rows of older software, by runtime. */
function olderRows({
  runtimes,
  kept,
  versions,
  newest,
  mixed,
}: Pick<ChosenRows, "runtimes" | "kept" | "newest"> & {
  readonly versions: RowGroups;
  readonly mixed: (runtime: number) => boolean;
}): ReadonlyMap<number, readonly number[]> {
  const older = new Map<number, number[]>();
  if (versions.first.length === runtimes.first.length) return older;
  for (const row of kept) {
    const runtime = runtimes.of[row] as number;
    if (!mixed(runtime) || versions.of[row] === versions.of[newest[runtime] as number]) continue;
    const rows = older.get(runtime) ?? [];
    rows.push(row);
    older.set(runtime, rows);
  }
  return older;
}

/** What is said of a runtime whose chosen rows are of several versions. */
export function mixedNotice({ task, device, backend, newest, rows, older }: SoftwareCoverage): readonly Notice[] {
  if (older.length === 0) return [];
  const versions = rows.map(({ software, count }) => `${count} with ${software}`).join(", ");
  const message = `${device}, ${backend}, ${task}: the table mixes software versions (${versions}): ${older.length} of its rows are older than ${newest}`;
  return [{ code: "mixed-software", message, count: older.length, ids: older }];
}
