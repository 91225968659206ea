import { exitCodes, formatPercent, InputError, type ProbesDocument, unknownName } from "@joulebook/core";
import { knownBoards, suggestProbes } from "@joulebook/measurements";
import type { CommandResult, DocumentBody } from "../../command-line/command-result.js";
import { textTable } from "../../command-line/text-table.js";
import { wholeNumber } from "../whole-number.js";
import type { ProbesCommandOptions } from "./transfer-options.js";

/** Which models to measure first. */
export async function probesAction({
  count = "3",
  backend = "",
  deviceLike,
}: ProbesCommandOptions): Promise<CommandResult> {
  const wanted = wholeNumber("--count", count, { least: 1, most: 50 });
  const known = knownBoards();
  const boards = [...new Set(known.columns.map(({ board }) => board))];
  if (deviceLike !== undefined && !boards.includes(deviceLike)) {
    throw new InputError([unknownName("device", deviceLike, boards, { where: "--device-like" })], exitCodes.usage);
  }
  const probes = suggestProbes(known, {
    count: wanted,
    backend,
    ...(deviceLike === undefined ? {} : { exclude: deviceLike }),
  });
  const backends = [...new Set(known.columns.map((column) => column.backend))];
  const document: DocumentBody<ProbesDocument> = { backend, probes };
  return {
    name: "probes",
    document,
    text: () =>
      textTable([
        { title: "Measure", cells: probes.map(({ model }) => model) },
        { title: "Known then", cells: probes.map(({ explained }) => formatPercent(explained)), align: "right" },
      ]),
    warnings:
      backend === "" || backends.includes(backend)
        ? []
        : [
            {
              code: "unknown-runtime",
              message: `no known board was measured with ${backend}; known are ${backends.join(", ")}`,
            },
          ],
  };
}
