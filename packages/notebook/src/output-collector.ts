import type { KernelEvent } from "./kernel-protocol.js";
import type { CellOutput } from "./notebook-format.js";

/** Gathers what a cell says into nbformat outputs: neighbouring pieces of one stream become one output. */
export class OutputCollector {
  readonly #outputs: CellOutput[] = [];
  #stream: { name: "stdout" | "stderr"; pieces: string[] } | undefined;

  add(event: Extract<KernelEvent, { event: "stream" | "display" }>): void {
    if (event.event === "stream") {
      if (this.#stream?.name !== event.name) {
        this.#flush();
        this.#stream = { name: event.name, pieces: [] };
      }
      this.#stream.pieces.push(event.text);
      return;
    }
    this.#flush();
    this.#outputs.push({ output_type: "display_data", data: event.data, metadata: event.metadata });
  }

  outputs(): readonly CellOutput[] {
    this.#flush();
    return [...this.#outputs];
  }

  /** All text of one stream so far. */
  text(name: "stdout" | "stderr"): string {
    const own = this.outputs().filter((output) => output.output_type === "stream" && output.name === name);
    return own.map((output) => (output.output_type === "stream" ? output.text : "")).join("");
  }

  #flush(): void {
    if (this.#stream === undefined) return;
    this.#outputs.push({ output_type: "stream", name: this.#stream.name, text: this.#stream.pieces.join("") });
    this.#stream = undefined;
  }
}
