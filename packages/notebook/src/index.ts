export { findTslab, type TslabInstallation } from "./find-tslab.js";
export { provideModules } from "./kernel-modules.js";
export { type KernelSpec, kernelFolder, kernelSpec, startKernel } from "./kernel-spec.js";
export {
  type CellOutput,
  cellTags,
  cellText,
  type MimeBundle,
  type MultilineText,
  type NotebookCell,
  type NotebookDocument,
  notebookText,
  parseNotebook,
  withoutOutputs,
} from "./notebook-format.js";
export { notebookFaults } from "./notebook-faults.js";
export { isPageCurrent, type NotebookPage, notebookMarkdown } from "./notebook-markdown.js";
export {
  injectParameters,
  type NotebookParameter,
  notebookParameters,
  type ParameterValue,
  parameterText,
} from "./notebook-parameters.js";
export {
  type NotebookError,
  type NotebookRun,
  notebookErrorText,
  notebookPlace,
  type RunOptions,
  runNotebook,
} from "./run-notebook.js";
