/** What the runner asks of the kernel process: one JSON line on its standard input per cell. */
export interface CellRequest {
  readonly code: string;
}

/** An error of a cell as it was thrown or as the compiler reported it; `line` is the source line, from 1. */
export interface CellError {
  readonly name: string;
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
  readonly stack: readonly string[];
}

/** What the kernel process says: one JSON line on file descriptor 3 per event, written synchronously. */
export type KernelEvent =
  | { readonly event: "ready" }
  | { readonly event: "stream"; readonly name: "stdout" | "stderr"; readonly text: string }
  | {
      readonly event: "display";
      readonly data: Readonly<Record<string, unknown>>;
      readonly metadata: Readonly<Record<string, unknown>>;
    }
  | { readonly event: "error"; readonly error: CellError }
  | { readonly event: "done" };

/** Environment variable that hands the kernel process its settings as JSON. */
export const kernelSettingsVariable = "JOULEBOOK_KERNEL";

export interface KernelSettings {
  /** Package name to folder, importable from any notebook. */
  readonly packages: Readonly<Record<string, string>>;
}
