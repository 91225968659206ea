import { basename } from "node:path";
import {
  type DevicesCharacteriseDocument,
  exitCodes,
  formatNumber,
  formatPower,
  InputError,
  type OpTableDevice,
  parseBytes,
  parsePower,
  parseVoltage,
  quoteInput,
} from "@joulebook/core";
import { readCharacterisation } from "@joulebook/hardware";
import { readTextFile, writeFileAtomic } from "@joulebook/runtime";
import type { CommandResult, DocumentBody } from "../../command-line/command-result.js";
import { textTable } from "../../command-line/text-table.js";
import type { CharacteriseOptions } from "./characterise-options.js";

/** Makes a device file from timed layers. */
export async function characteriseAction(table: string, options: CharacteriseOptions): Promise<CommandResult> {
  const id = options.id ?? idOf(table);
  if (!/^[a-z0-9][a-z0-9+._-]*$/.test(id)) throw badId(id);
  const numbers = {
    ...number("power", options.power, parsePower),
    ...number("clock", options.clock, parseClock),
    ...number("voltage", options.voltage, parseVoltage),
    ...number("flash", options.flash, parseBytes),
    ...number("sram", options.sram, parseBytes),
  };
  const { title, software, out } = options;
  const { text, hash, size } = await readTextFile(table, { maxBytes: 10 * 1024 * 1024 });
  const device = readCharacterisation(text, table, {
    id,
    ...(title === undefined ? {} : { title }),
    ...(software === undefined ? {} : { software }),
    ...numbers,
  });
  if (out !== undefined) await writeFileAtomic(out, `${JSON.stringify(device, undefined, 2)}\n`);
  const document: DocumentBody<DevicesCharacteriseDocument> = { device };
  return {
    name: "devices-characterise",
    document,
    text: () => characterisedText(device, out),
    inputs: [{ name: table, sha256: hash, bytes: size }],
  };
}

/** The file's name without its ending, as an id may be written. */
function idOf(table: string): string {
  const name = basename(table)
    .replace(/\.[^.]*$/, "")
    .toLowerCase()
    .replace(/[^a-z0-9+._-]+/g, "-")
    .replace(/^[^a-z0-9]+/, "");
  return name === "" ? "device" : name;
}

type Parse = (text: string, options: { readonly where: string; readonly positive: boolean }) => number;

function number(name: string, text: string | undefined, parse: Parse): object {
  return text === undefined ? {} : { [name]: parse(text, { where: `--${name}`, positive: true }) };
}

function parseClock(text: string, { where }: { readonly where: string }): number {
  const [, value = "", prefix = ""] = /^\s*([\d.]+(?:[eE][+-]?\d+)?)\s*([kMG]?)Hz\s*$/.exec(text) ?? [];
  const factor = { "": 1, k: 1e3, M: 1e6, G: 1e9 }[prefix] ?? Number.NaN;
  const clock = value === "" ? Number.NaN : Number(value) * factor;
  if (clock > 0) return clock;
  const message = `${where}: cannot read ${quoteInput(text)}`;
  throw new InputError([{ code: "bad-quantity", message, expected: "a frequency such as 216MHz" }], exitCodes.usage);
}

function characterisedText({ id, table, power }: OpTableDevice, out: string | undefined): string {
  const rows = table.flatMap(({ kinds, counts, points }) => points.map((point) => ({ kinds, counts, ...point })));
  return [
    `${id}: ${rows.length} points, ${formatPower(power.value)}`,
    textTable([
      { title: "Kind", cells: rows.map(({ kinds }) => kinds.join(", ")) },
      { title: "MACs/output", cells: rows.map(({ macsPerOutput }) => formatNumber(macsPerOutput)), align: "right" },
      { title: "M/s", cells: rows.map(({ throughput }) => formatNumber(throughput / 1e6)), align: "right" },
      {
        title: "from",
        cells: rows.map(({ interval }) => (interval === undefined ? "" : formatNumber(interval.low / 1e6))),
        align: "right",
      },
      {
        title: "to",
        cells: rows.map(({ interval }) => (interval === undefined ? "" : formatNumber(interval.high / 1e6))),
        align: "right",
      },
      { title: "Counts", cells: rows.map(({ counts }) => counts) },
    ]),
    ...(out === undefined ? [] : [`written: ${out}`]),
  ].join("\n\n");
}

function badId(id: string): InputError {
  return new InputError(
    [
      {
        code: "bad-id",
        message: `--id: ${quoteInput(id)} is no id`,
        expected: "lower-case letters, digits and +._- after a letter or digit",
      },
    ],
    exitCodes.usage,
  );
}
