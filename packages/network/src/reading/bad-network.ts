import { InputError, type Problem } from "@joulebook/core";

/** The error of a network file that cannot be read or contradicts itself; one clear message, exit code 3. */
export function badNetwork(message: string, more: Partial<Problem> = {}): InputError {
  return new InputError([{ code: "bad-network", message, ...more }]);
}
