import type { ClaimRow } from "../claim-row.js";
import { cascadeClaims } from "./cascade-claims.js";
import type { Findings } from "./findings.js";
import type { StudyData } from "./measured.js";
import { powerClaims } from "./power-claims.js";

/** Every statement of the article that could be true or false. */
export function claimRows(data: StudyData, found: Findings): readonly ClaimRow[] {
  return [...powerClaims(data, found.power), ...cascadeClaims(found)];
}
