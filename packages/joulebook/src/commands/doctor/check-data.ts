import type { DoctorCheck } from "@joulebook/core";
import { type Dataset, datasets, datasetText } from "@joulebook/measurements";
import { contentHash } from "@joulebook/runtime";

/** Whether the shipped datasets are there, byte for byte as they were published with the package. */
export function checkData(): DoctorCheck {
  const sets = datasets();
  const broken = sets.filter((set) => !isIntact(set)).map(({ id }) => id);
  const name = "Datasets";
  if (broken.length === 0) return { name, status: "ok", found: `${sets.length} tables, hashes as published` };
  const found = `${broken.length} of ${sets.length} are missing or changed: ${broken.join(", ")}`;
  return {
    name,
    status: "failed",
    found,
    expected: "as published",
    fix: "npm install --force @joulebook/measurements",
  };
}

function isIntact(set: Dataset): boolean {
  try {
    return `sha256:${contentHash(datasetText(set))}` === set.contentHash;
  } catch {
    return false; // missing, or damaged so that it cannot be unpacked
  }
}
