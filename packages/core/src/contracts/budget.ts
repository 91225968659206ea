import type { Fraction, Hertz, Joules, Seconds, Watts } from "./units.js";

/** A battery as it is used: `capacity` is the full nominal energy. */
export interface Battery {
  readonly capacity: Joules;
  /** Share of the capacity that may be used; default 1. */
  readonly depthOfDischarge?: Fraction;
  /** Share of the capacity lost in a month of 730.5 h; default 0. */
  readonly selfDischargePerMonth?: Fraction;
  /** Efficiency of the conversion between battery and device; default 1. */
  readonly efficiency?: Fraction;
}

/** An energy budget in any of the forms that users have. A mean over inferences, unless `hard` makes it a cap on each. */
export type Budget =
  | { readonly kind: "inference"; readonly energy: Joules; readonly hard?: boolean }
  | { readonly kind: "power"; readonly power: Watts; readonly rate: Hertz; readonly hard?: boolean }
  | {
      readonly kind: "window";
      readonly energy: Joules;
      readonly duration: Seconds;
      readonly rate: Hertz;
      readonly hard?: boolean;
    }
  | {
      readonly kind: "battery";
      readonly battery: Battery;
      readonly lifetime: Seconds;
      readonly rate: Hertz;
      readonly hard?: boolean;
    };
