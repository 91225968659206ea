import { badNetwork } from "./bad-network.js";
import { MissingBytes, type SparseBytes } from "./sparse-bytes.js";

const least = 4096;
const most = 2 ** 20;

/**
 * Runs a look at a file again and again until the bytes that it needs are loaded.
 *
 * Where a look goes on beside what was loaded last, before it or behind it, twice as much is loaded at once; where it
 * jumps, little: between the parts of a structure lie weights.
 *
 * @throws InputError where bytes outside the file are needed
 */
export async function whenLoaded<Result>(bytes: SparseBytes, look: () => Result): Promise<Result> {
  let ahead = least;
  let start = 0;
  let end = 0;
  for (;;) {
    try {
      return look();
    } catch (error) {
      if (!(error instanceof MissingBytes)) throw error;
      const { offset } = error;
      if (offset < 0 || offset >= bytes.size)
        throw badNetwork(`the file is damaged or cut short: byte ${offset} of ${bytes.size} is needed`);
      const isBehind = offset >= end && offset - end < ahead;
      const isBefore = offset < start && start - offset < ahead;
      ahead = isBehind || isBefore ? Math.min(most, 2 * ahead) : least;
      // A table's list of fields mostly lies just before it.
      const from = Math.max(0, isBefore ? offset + 1 - ahead : isBehind ? offset : offset - least / 4);
      const to = Math.min(bytes.size, Math.max(offset + 1, from + ahead));
      [start, end] = [from, to];
      bytes.lookAgain();
      await bytes.load(from, to - from, 0);
    }
  }
}
