import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDecimal } from "../../src/tables/parse-decimal.js";
import { type ScanFault, scanDelimited } from "../../src/tables/scan-delimited.js";

function scan(text: string): {
  readonly rows: readonly (readonly string[])[];
  readonly lines: readonly number[];
  readonly faults: readonly string[];
} {
  const bytes = Buffer.from(text);
  const rows: string[][] = [];
  const lines: number[] = [];
  const faults: string[] = [];
  scanDelimited(
    bytes,
    44,
    ({ line, count, starts, ends, quotes }) => {
      lines.push(line);
      rows.push(
        Array.from({ length: count }, (_, index) => {
          const cell = bytes.toString("utf8", starts[index], ends[index]);
          return quotes[index] === 2 ? cell.replaceAll('""', '"') : cell;
        }),
      );
    },
    (fault: ScanFault, { line }) => faults.push(`${line} ${fault}`),
  );
  return { rows, lines, faults };
}

describe("delimited text is split", () => {
  test("with quotes, line breaks in cells, every line end and a byte order mark", () => {
    const { rows, lines, faults } = scan('\ufeffa,b\r\n"x,1","y\n""z"""\n\n,\rlast,');
    expect(rows).toEqual([
      ["a", "b"],
      ["x,1", 'y\n"z"'],
      ["", ""],
      ["last", ""],
    ]);
    expect([lines, faults]).toEqual([[1, 2, 5, 6], []]);
  });

  test("past what cannot be split, which is said with its line", () => {
    const { rows, faults } = scan('a,b\n1,"x"y\n2,3\n4,"open\n5,6\n');
    expect(rows).toEqual([
      ["a", "b"],
      ["2", "3"],
      ["5", "6"],
    ]);
    expect(faults).toEqual(["2 stray-quote", "4 open-quote"]);
  });

  test("a line of a million columns is one fault", () => {
    const { rows, faults } = scan(`a,b\n${",".repeat(1_000_000)}\n1,2\n`);
    expect([rows.length, faults]).toEqual([2, ["2 too-many-columns"]]);
  });

  test("into the cells that were written, whatever they hold", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", "\r", " ", "é", "1") });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1 }), (written) => {
        const text = written
          .map((row) => `${row.map((each) => `"${each.replaceAll('"', '""')}"`).join(",")}\n`)
          .join("");
        expect(scan(text).rows).toEqual(written);
      }),
    );
  });

  test("without failing on any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        let ends = 0;
        scanDelimited(
          bytes,
          44,
          ({ start, end, count }) => {
            expect(start >= ends && end >= start && count > 0).toBe(true);
            ends = end;
          },
          () => {},
        );
      }),
    );
  });
});

describe("a decimal number in bytes", () => {
  const parse = (text: string, point = 46): number =>
    parseDecimal(Buffer.from(text), 0, Buffer.byteLength(text), point);

  test("is what Number reads, to the last bit, where it is plainly one", () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.integer({ min: 0, max: 15 }),
        (value, digits) => {
          for (const text of [String(value), value.toPrecision(Math.max(1, digits)), value.toFixed(digits)]) {
            const parsed = parse(text);
            if (!Number.isNaN(parsed)) expect(Object.is(parsed, Number(text)), text).toBe(true);
          }
        },
      ),
      { numRuns: 2000 },
    );
    expect([parse("12.5"), parse("-3e-4"), parse(".5"), parse("5."), parse("+1E3"), parse("12,5", 44)]).toEqual([
      12.5, -3e-4, 0.5, 5, 1000, 12.5,
    ]);
  });

  test("is not a number where it is none", () => {
    for (const text of ["", "-", ".", "1e", "1e+", "0x10", "12,5", "1 2", "NaN", "1.2.3", "١"])
      expect(parse(text), text).toBeNaN();
  });
});
