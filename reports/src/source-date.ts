import { exitCodes, InputError } from "@joulebook/core";

/**
 * The date that SOURCE_DATE_EPOCH names (seconds since 1970-01-01 UTC), as an ISO 8601 date; undefined when it is not set.
 *
 * @throws InputError if it is no whole number of seconds
 * @example sourceDate({ SOURCE_DATE_EPOCH: "1700000000" }) // => "2023-11-14"
 */
export function sourceDate(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const text = env["SOURCE_DATE_EPOCH"];
  if (text === undefined || text === "") return undefined;
  const seconds = Number(text);
  if (/^\d{1,12}$/.test(text) && seconds < 253_402_300_800) return new Date(seconds * 1000).toISOString().slice(0, 10);
  throw new InputError(
    [
      {
        code: "bad-source-date",
        message: `SOURCE_DATE_EPOCH: "${text}" is no date`,
        expected: "whole seconds since 1970-01-01 UTC",
      },
    ],
    exitCodes.usage,
  );
}
