import { type EnergyBasis, type EnergyQuality, exitCodes, InputError, unknownName } from "@joulebook/core";
import { benchmarkModel } from "./formats/benchmark-model.js";
import { codeCarbon } from "./formats/codecarbon.js";
import { energyRunner, energyRunnerTrace } from "./formats/energyrunner.js";
import { genericCsv } from "./formats/generic-csv.js";
import { joulescope } from "./formats/joulescope.js";
import { nvidiaSmi } from "./formats/nvidia-smi.js";
import { powercap } from "./formats/powercap.js";
import { ppk2 } from "./formats/ppk2.js";
import { psuSerial } from "./formats/psu-serial.js";
import { ptdaemon } from "./formats/ptdaemon.js";
import { tegrastats } from "./formats/tegrastats.js";
import { trtexecProfile, trtexecTimes } from "./formats/trtexec.js";
import { zeusCsv, zeusJson } from "./formats/zeus.js";
import type { LogFormat, LogHead } from "./log-sink.js";

/** Every format that is read, in the order in which they are tried. */
const logFormats: readonly LogFormat[] = [
  energyRunnerTrace,
  tegrastats,
  nvidiaSmi,
  ptdaemon,
  energyRunner,
  benchmarkModel,
  trtexecProfile,
  trtexecTimes,
  codeCarbon,
  zeusCsv,
  zeusJson,
  joulescope,
  ppk2,
  powercap,
  psuSerial,
  genericCsv,
];

/** What is known of a format of log. */
export interface PowerLogFormat {
  readonly id: string;
  readonly title: string;
  /** Whether the reader was written against a real log, or only from documentation. */
  readonly verified: boolean;
  readonly basis?: EnergyBasis;
  readonly quality?: EnergyQuality;
}

/** Every format of power log that is read. */
export const powerLogFormats: readonly PowerLogFormat[] = logFormats.map(({ id, title, verified, basis, quality }) => ({
  id,
  title,
  verified,
  ...(basis === undefined ? {} : { basis }),
  ...(quality === undefined ? {} : { quality }),
}));

/**
 * The format of a log: the named one, or the first that its beginning fits.
 *
 * @throws InputError for an unknown name (exit code 2), or a log that fits none
 */
export function logFormat(head: LogHead, file: string, name?: string): LogFormat {
  const ids = logFormats.map(({ id }) => id);
  if (name !== undefined) {
    const named = logFormats.find(({ id }) => id === name);
    if (named === undefined)
      throw new InputError([unknownName("format", name, ids, { where: "--as" })], exitCodes.usage);
    return named;
  }
  const found = detectedFormat(head);
  if (found !== undefined) return found;
  throw new InputError([
    {
      code: "unknown-format",
      message: head.bytes.length === 0 ? "the log is empty" : "the beginning fits no known log",
      file,
      expected: ids.join(", "),
      fix: "name the format with --as",
    },
  ]);
}

/** The first format that the beginning of a log fits. */
export function detectedFormat(head: LogHead): LogFormat | undefined {
  const trimmed = { ...head, text: head.text.trimStart() };
  return logFormats.find((format) => format.detects(trimmed));
}
