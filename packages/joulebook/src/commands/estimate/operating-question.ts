import type { Joules, Seconds, Volts, Watts } from "@joulebook/core";

/** What was asked of operating points. */
export interface OperatingQuestion {
  readonly point?: string | undefined;
  readonly voltage?: Volts | undefined;
  readonly deadline?: Seconds | undefined;
  readonly sleepPower?: Watts | undefined;
  readonly wakeEnergy?: Joules | undefined;
}
