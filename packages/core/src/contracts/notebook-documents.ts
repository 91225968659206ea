import type { JoulebookDocument } from "./document.js";

/** How one notebook of `joulebook notebook run` ended. */
export interface NotebookRunEntry {
  readonly file: string;
  /** The executed copy. */
  readonly out: string;
  /** Every cell ran to its end. */
  readonly ok: boolean;
  /** Code cells that there are, and that ran to their end (the cell of injected parameters counts). */
  readonly cells: number;
  readonly executed: number;
  readonly error?: {
    /** Number among all cells of the file, from 1; absent when no cell of the file is to blame. */
    readonly cell?: number;
    /** Line of that cell, from 1, and its text. */
    readonly line?: number;
    readonly source?: string;
    readonly name: string;
    readonly message: string;
  };
}

/** `joulebook notebook run FILE... --json`. */
export interface NotebookRunDocument extends JoulebookDocument<"notebook-run"> {
  /** As they were given. */
  readonly parameters: { readonly [name: string]: string };
  readonly notebooks: readonly NotebookRunEntry[];
}

/** One parameter that a notebook declares. */
export interface NotebookParameterEntry {
  readonly name: string;
  readonly type: "string" | "number" | "boolean";
  readonly default: string | number | boolean;
  /** The only values it takes, where the notebook names them. */
  readonly allowed?: readonly (string | number | boolean)[];
  readonly description?: string;
}

/** `joulebook notebook params FILE --json`. */
export interface NotebookParamsDocument extends JoulebookDocument<"notebook-params"> {
  readonly file: string;
  readonly parameters: readonly NotebookParameterEntry[];
}

/** `joulebook notebook check FILE... --json`; what is wrong stands in the `errors` of `joulebook/error@1`. */
export interface NotebookCheckDocument extends JoulebookDocument<"notebook-check"> {
  readonly ok: boolean;
  readonly notebooks: readonly { readonly file: string; readonly ok: boolean }[];
}

/** `joulebook kernel install --json`. */
export interface KernelInstallDocument extends JoulebookDocument<"kernel-install"> {
  /** Where the kernelspec lies. */
  readonly folder: string;
  readonly displayName: string;
  /** How Jupyter starts the kernel. */
  readonly argv: readonly string[];
  /** Version of tslab that it runs. */
  readonly tslab: string;
}
