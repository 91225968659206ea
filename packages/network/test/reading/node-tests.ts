import { gunzipSync } from "node:zlib";
import { goldenBytes } from "./sources.js";

export interface NodeTest {
  readonly name: string;
  /** Per output the shape that the model states; null where it leaves it open. */
  readonly outputs: readonly (readonly number[] | null)[];
  readonly bytes: Uint8Array;
}

/** The models of ONNX's own node tests: almost every operator in many forms. */
export function nodeTests(): readonly NodeTest[] {
  const lines = gunzipSync(goldenBytes("onnx/node-tests.jsonl.gz")).toString("utf8").trim().split("\n");
  return lines.map((line) => {
    const { name, outputs, model } = JSON.parse(line) as Pick<NodeTest, "name" | "outputs"> & { model: string };
    return { name, outputs, bytes: Buffer.from(model, "base64") };
  });
}
