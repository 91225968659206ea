import { InputError, type InputFile, type Problem, quoteInput } from "@joulebook/core";
import { logDelimiter, splitRow } from "./csv-header.js";
import { trtexecTimes } from "./formats/trtexec.js";
import type { BlockReader, LogHead, LogSink, LogWindow } from "./log-sink.js";
import { readBlocks, readHead } from "./read-blocks.js";
import { textLines } from "./text-lines.js";
import { timestampBytes } from "./timestamp-bytes.js";
import { plausible } from "./plausible.js";

/** Windows of a second file, on its own clock. */
export interface LogEvents {
  readonly format: "loadgen" | "trtexec-times" | "timestamps" | "labels" | "stretches";
  readonly windows: readonly LogWindow[];
  /** Whether the format says that its clock is the log's. */
  readonly sameClock: boolean;
  readonly input: InputFile;
  readonly problems: readonly Problem[];
}

const mostWindows = 100_000;

/**
 * Reads when something ran: MLPerf loadgen's detail log (power_begin to power_end), trtexec's times, EnergyRunner's
 * `timestamps.json` (a window between each two), lines `time label` where labels hold start and end, or a table
 * `start,end[,name][,inferences]`.
 *
 * @throws InputError for what cannot be read, or holds no window
 */
export async function readEvents(path: string): Promise<LogEvents> {
  const head = await readHead(path);
  const windows: LogWindow[] = [];
  const problems: Problem[] = [];
  const add = (window: LogWindow, line: number): void => {
    if (!(window.end > window.start && window.end - window.start < 1e18))
      problem({ code: "bad-window", message: "a window ends before it begins", line });
    else if (windows.length < mostWindows) windows.push(window);
  };
  const problem = (one: Omit<Problem, "file">): void => {
    if (problems.length < 20) problems.push({ ...one, file: path });
  };
  const format = formatOf(head);
  const reader = readers[format](add, problem, head, path);
  const { sha256, bytes } = await readBlocks(path, reader);
  if (problems.length > 0) throw new InputError(problems);
  if (windows.length === 0)
    throw new InputError([
      {
        code: "no-windows",
        message: "the file holds no windows",
        file: path,
        expected: "power_begin and power_end, lines such as `12.5 run_start`, or a table start,end,name",
      },
    ]);
  return { format, windows, sameClock: format === "loadgen", input: { name: path, sha256, bytes }, problems };
}

type Add = (window: LogWindow, line: number) => void;
type Complain = (problem: Omit<Problem, "file">) => void;

function formatOf(head: LogHead): LogEvents["format"] {
  if (head.text.includes(":::MLLOG")) return "loadgen";
  if (trtexecTimes.detects(head)) return "trtexec-times";
  if (/^\s*\[\s*[-\d.]/.test(head.text)) return "timestamps";
  return /^\s*"?start/i.test(head.text) && /^[^\n]*\bend/i.test(head.text) ? "stretches" : "labels";
}

const readers: Readonly<
  Record<LogEvents["format"], (add: Add, problem: Complain, head: LogHead, path: string) => BlockReader>
> = {
  loadgen: (add) => {
    const values = new Map<string, string>();
    return textLines(
      (text) => {
        const match =
          /^:::MLLOG \{"key": "(power_begin|power_end|result_query_count|effective_samples_per_query|effective_scenario)", "value": ("[^"]*"|[\d.]+)/.exec(
            text,
          );
        if (match !== null) values.set(match[1] as string, (match[2] as string).replaceAll('"', ""));
      },
      {
        end() {
          const [start, end] = ["power_begin", "power_end"].map((key) => {
            const stamp = Buffer.from(String(values.get(key) ?? ""));
            return timestampBytes(stamp, 0, stamp.length);
          }) as [number, number];
          if (Number.isNaN(start) || Number.isNaN(end)) return;
          const queries = Number(values.get("result_query_count") ?? Number.NaN);
          const inferences = queries * Number(values.get("effective_samples_per_query") ?? 1);
          const name = String(values.get("effective_scenario") ?? "power_begin to power_end");
          add({ name, start, end, ...(inferences > 0 ? { inferences } : {}) }, 1);
        },
      },
    );
  },
  "trtexec-times": (add, problem, head, path) => {
    const sink: LogSink = {
      channel: () => ({ add() {}, separate() {} }),
      window: (window) => add(window, 1),
      run() {},
      note() {},
      problem,
    };
    return trtexecTimes.open(sink, head, { file: path });
  },
  timestamps: (add, problem) => {
    let text = "";
    return textLines(
      (line) => {
        if (text.length < 1 << 22) text += `${line}\n`;
      },
      {
        end() {
          let value: unknown;
          try {
            value = JSON.parse(text);
          } catch (error) {
            problem({ code: "bad-json", message: `the timestamps are no JSON: ${(error as Error).message}` });
            return;
          }
          if (!Array.isArray(value) || !value.every((one) => typeof one === "number" && plausible(one)))
            problem({
              code: "bad-json",
              message: "the timestamps are no list of numbers",
              expected: "[0.014, 11.199, ...]",
            });
          else for (let n = 1; n < value.length; n++) add({ name: String(n), start: value[n - 1], end: value[n] }, 1);
        },
      },
    );
  },
  labels: (add, problem) => {
    const started = new Map<string, number>();
    return textLines((text, line) => {
      const match =
        /^\s*("?)(\d{4}[-/]\d\d[-/]\d\d[T ][\d:.,]+Z?|\d\d-\d\d-\d{4} [\d:.]+|-?[\d.]+)\1[\s,;]+"?(\S.*?)"?\s*$/.exec(
          text,
        );
      if (match === null) {
        const header = line === 1 || text.trim() === "";
        if (!header)
          problem({
            code: "bad-event",
            message: `cannot read ${quoteInput(text)}`,
            line,
            expected: "a time and a label",
          });
        return;
      }
      const time = timeOf(match[2] as string);
      const label = match[3] as string;
      const key = label.replace(/(^|[_\s.-])(start|begin|end|stop|finish)(?=[_\s.-]|$)/i, "").replace(/^[_\s.-]+/, "");
      const word = /(^|[_\s.-])(start|begin|end|stop|finish)(?=[_\s.-]|$)/i.exec(label)?.[2]?.toLowerCase();
      if (word === undefined || Number.isNaN(time)) return;
      if (word === "start" || word === "begin") {
        if (started.size < mostWindows) started.set(key, time);
        return;
      }
      const start = started.get(key);
      if (start === undefined)
        problem({ code: "bad-event", message: `${quoteInput(label)} ends what never started`, line });
      else add({ name: key === "" ? "window" : key, start, end: time }, line);
      started.delete(key);
    });
  },
  stretches: (add, problem, head) => {
    const delimiter = logDelimiter(head.text);
    let titles: string[] | undefined;
    return textLines((text, line) => {
      if (text.trim() === "") return;
      const cells = splitRow(text.replace(/^\ufeff/, ""), delimiter);
      if (titles === undefined) {
        titles = cells.map((cell) => cell.toLowerCase().replace(/_s$| ?\(s\)$/, ""));
        return;
      }
      const cell = (pattern: RegExp): string | undefined =>
        cells[(titles ?? []).findIndex((title) => pattern.test(title))];
      const [start, end] = [timeOf(cell(/^start/) ?? ""), timeOf(cell(/^end/) ?? "")];
      const inferences = Number(cell(/^(inferences|count|n)$/) ?? Number.NaN);
      if (Number.isNaN(start) || Number.isNaN(end)) {
        problem({
          code: "bad-event",
          message: `cannot read ${quoteInput(text)}`,
          line,
          expected: "start and end as times",
        });
        return;
      }
      const name = cell(/^(name|label|event)$/) ?? `window ${line - 1}`;
      add({ name, start, end, ...(inferences > 0 ? { inferences } : {}) }, line);
    });
  },
};

function timeOf(text: string): number {
  if (/^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) {
    const value = Number(text);
    return plausible(value) ? value : Number.NaN;
  }
  const bytes = Buffer.from(text);
  return timestampBytes(bytes, 0, bytes.length);
}
