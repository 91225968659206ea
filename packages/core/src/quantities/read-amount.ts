import type { Problem } from "../contracts/problem.js";
import { quoteInput } from "../names/quote-input.js";

/** A number as it was written, and the text behind it. */
export interface Amount {
  readonly number: string;
  readonly rest: string;
}

const longest = 100;

/**
 * Splits "2.5 mWh" into number and unit, or says what is wrong with the number.
 *
 * Compatibility forms are folded first (Unicode NFKC), so that full-width digits, no-break spaces and "µ" (U+00B5)
 * or "μ" (U+03BC) for micro are read; a decimal comma is not guessed at.
 */
export function readAmount(text: string): Amount | { readonly problem: Problem } {
  if (text.length > longest) return wrong("not-a-quantity", `${quoteInput(text)} is ${text.length} characters long`);
  const plain = text.normalize("NFKC").replaceAll("μ", "u").replaceAll("−", "-").trim();
  if (plain === "") return wrong("empty", "the value is empty");
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(.*)$/s.exec(plain);
  if (match === null)
    return wrong(
      /^[+-]?(nan|inf)/i.test(plain) ? "not-finite" : "not-a-number",
      `${quoteInput(text)} does not begin with a number`,
    );
  const number = (match[1] ?? "").replace(/^\+/, "");
  const rest = (match[2] ?? "").replace(/\s+/g, " ");
  const comma = /^,(\d+)(.*)$/.exec(rest);
  if (comma !== null) {
    const [, digits = "", unit = ""] = comma;
    return wrong("decimal-comma", `${quoteInput(text)} has a comma in its number`, [
      `${number}.${digits}${unit.trim()}`,
      ...(digits.length === 3 ? [number + digits + unit.trim()] : []),
    ]);
  }
  if (/^[\d.,_']/.test(rest)) return wrong("not-a-number", `${quoteInput(text)} is not one number`);
  return { number, rest };
}

function wrong(code: string, message: string, nearest: readonly string[] = []): { readonly problem: Problem } {
  return { problem: { code, message, ...(nearest.length > 0 ? { nearest } : {}) } };
}
