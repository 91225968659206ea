export type { RenderedStudy, RenderStudyOptions, RunStudyOptions } from "./run-study.js";
export { loadStudy, renderStudy, runStudy } from "./run-study.js";
export { sourceDate } from "./source-date.js";
export type { LoadedStudy, StudyEntry } from "./studies.js";
export { studies } from "./studies.js";
export type { StudyContext } from "./study-context.js";
export type { StudyParameter } from "./study-parameter.js";
export type { StudyResult } from "./study-result.js";
