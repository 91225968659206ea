import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { InputError, type InputFile, type Problem, type Trace, unknownName } from "@joulebook/core";
import { readTrace, repeatedInTest, selectTrace } from "@joulebook/exits";
import { contentHash } from "@joulebook/runtime";
import { committedRun, committedRunNames } from "@joulebook/training";
import { wholeNumber } from "../whole-number.js";
import type { ExitsOptions } from "./exits-options.js";

/** Largest text of a trace, unpacked: a million examples of six exits with logits. */
const largest = 512 * 1024 * 1024;

/**
 * The trace of a file, or of a run that ships.
 *
 * @throws InputError (exit code 3) with everything wrong with the file; exit code 2 for a name that is neither
 */
export async function namedTrace(
  name: string,
  options: Pick<ExitsOptions, "classes" | "width"> = {},
): Promise<{ readonly trace: Trace; readonly inputs: readonly InputFile[]; readonly warnings: readonly Problem[] }> {
  const names = await committedRunNames();
  const file = !existsSync(name) && names.includes(name) ? (await committedRun(name)).traceFile : name;
  if (file === name && !existsSync(name) && !/[./\\]/.test(name)) {
    throw new InputError([
      unknownName("trace", name, names, { fix: "name a trace file (.csv, .csv.gz) or a run that ships" }),
    ]);
  }
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new InputError([{ code: "cannot-read", message: `cannot read the trace: ${error.code}`, file: name }]);
  });
  const classes =
    options.classes === undefined
      ? {}
      : { classes: wholeNumber("--classes", options.classes, { least: 2, most: 9999 }) };
  const trace = readTrace(unpacked(bytes, name), { file: name, ...classes });
  return {
    trace: options.width === undefined ? trace : ofWidth(trace, options.width, name),
    inputs: [{ name, sha256: contentHash(bytes), bytes: bytes.length }],
    warnings: overlapWarning(trace, name),
  };
}

/** Test examples that were seen before judge nothing; a few may be alike by chance. */
function overlapWarning(trace: Trace, file: string): readonly Problem[] {
  const [repeated, tested] = [repeatedInTest(trace), trace.split.filter((split) => split === "test").length];
  if (repeated === 0 || repeated < 0.1 * tested) return [];
  return [
    {
      code: "overlapping-splits",
      message: `${repeated} of ${tested} test examples stand in another split with the same number, label and answers`,
      file,
      fix: "test thresholds on examples that neither trained the network nor chose the thresholds",
    },
  ];
}

/** The text of a file, unpacked where it is gzip; a bomb is refused before it fills the memory. */
function unpacked(bytes: Buffer, file: string): string {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.toString("utf8");
  try {
    return gunzipSync(bytes, { maxOutputLength: largest }).toString("utf8");
  } catch (error) {
    const why = error instanceof RangeError ? `is larger than ${largest} bytes unpacked` : "is damaged";
    throw new InputError([{ code: "bad-gzip", message: `the trace ${why}`, file }]);
  }
}

/** The widths of a trace, narrowest first; none where it has no such column. */
export function widthsOf({ width }: Trace): readonly number[] {
  return [...new Set(width ?? [])].toSorted((a, b) => a - b);
}

function ofWidth(trace: Trace, text: string, file: string): Trace {
  const wanted = Number(text);
  const widths = widthsOf(trace);
  if (widths.includes(wanted)) return selectTrace(trace, ({ width }) => width === wanted);
  const expected = widths.length === 0 ? "a trace with a column width" : `one of ${widths.join(", ")}`;
  throw new InputError([
    { code: "no-such-width", message: `--width: the trace has no rows of width ${text}`, file, expected },
  ]);
}
