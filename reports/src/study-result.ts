import type { ReportDocument } from "@joulebook/report";

/** What a study says. */
export interface StudyResult {
  readonly document: ReportDocument;
  /** False when the study's question has no feasible answer; the document then says what would make one. */
  readonly feasible: boolean;
  /** What a reader of the log should know: mixed versions, rows left out. */
  readonly warnings: readonly string[];
}
