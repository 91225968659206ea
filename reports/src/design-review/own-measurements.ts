import { exitCodes, InputError, type Measurement, unknownName } from "@joulebook/core";
import { defaultStore, readStore, storedDatasets, type StoreFile } from "@joulebook/measurements";
import { knownDevices } from "./parameters.js";

/** What a user's store adds to the shipped table. */
export interface OwnMeasurements {
  /** Image classifiers with energy and accuracy: what a review can compare. */
  readonly measurements: readonly Measurement[];
  /** The files they were read from, and what may be done with them. */
  readonly files: readonly (StoreFile & { readonly name: string })[];
}

const none: OwnMeasurements = { measurements: [], files: [] };
const task = "image-classification";

/**
 * The measurements of the store that is named, or of the one in the current folder where there is one.
 *
 * @throws InputError (exit code 2) when the named store is not there, or nobody measured the device
 */
export async function ownMeasurements(store: string | undefined, device: string): Promise<OwnMeasurements> {
  const folder = store ?? defaultStore;
  if (storedDatasets(folder).length === 0) {
    if (store === undefined) return none;
    const message = `store: there is nothing stored in ${store}`;
    const fix = `fill it: joulebook ingest FILE --store ${store}`;
    throw new InputError([{ code: "no-store", message, fix }], exitCodes.usage);
  }
  const { measurements, files } = await readStore({ store: folder });
  const usable = measurements.filter(
    (row) => row.task === task && row.energy !== undefined && row.accuracy !== undefined,
  );
  refuseUnknown(device, measurements, usable);
  return { measurements: usable, files: files.map((file) => ({ ...file, name: `${folder}/${file.path}` })) };
}

function refuseUnknown(device: string, all: readonly Measurement[], usable: readonly Measurement[]): void {
  const known = [...new Set([...knownDevices(), ...usable.map((row) => row.device)])].toSorted();
  if (known.includes(device)) return;
  const problem = unknownName("device", device, known, { where: "device" });
  const there = all.filter((row) => row.device === device);
  if (there.length === 0) throw new InputError([problem], exitCodes.usage);
  const message = `device: the store has ${there.length} rows of ${device}, but none is an image classifier with energy and accuracy`;
  const fix = "say what is missing: joulebook ingest FILE --set accuracy=0.71 --set task=image-classification";
  throw new InputError([{ code: "nothing-to-compare", message, fix }], exitCodes.usage);
}
