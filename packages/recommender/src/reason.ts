import type { Assumption, Candidate, FiguresAtPoint, Fraction, Hertz, MixedPoints, Seconds } from "@joulebook/core";
import type { Choice } from "./choice.js";
import type { Need } from "./needs.js";
import type { Relaxation } from "./relaxations.js";
import type { Constraint, UnknownQuantity } from "./screen.js";

/** Why the answer is what it is, as data: costs are on the budget's axis, in its unit. */
export type Reason =
  | Binding
  | NothingBinds
  | NextBetter
  | CheaperNeighbour
  | ShadowPrice
  | MostAccurate
  | Elbow
  | HardCap
  | MarginKept
  | ConfidenceKept
  | WorthMeasuring
  | UnknownExcluded
  | SeveralPoints
  | Assumed
  | Shortfall
  | TooSlow
  | Relax;

/** Without this constraint alone (or these together, where none matters alone) a more accurate candidate would fit. */
export interface Binding {
  readonly kind: "binding";
  readonly constraints: readonly Constraint[];
  readonly candidate: Candidate;
  readonly accuracyGain: Fraction;
}

/** No candidate is more accurate than the choice: more budget would buy nothing. */
export interface NothingBinds {
  readonly kind: "nothing-binds";
}

/** The nearest more accurate candidate, and every limit that would have to move for it. */
export interface NextBetter {
  readonly kind: "next-better";
  readonly candidate: Candidate;
  readonly accuracyGain: Fraction;
  readonly needs: readonly Need[];
}

/** The next cheaper candidate worth having: what it would save and lose. */
export interface CheaperNeighbour {
  readonly kind: "cheaper";
  readonly candidate: Candidate;
  readonly accuracyLoss: Fraction;
  readonly saving: number;
  readonly savingShare: Fraction;
}

/** Accuracy that one more unit of budget (J or W) buys at the optimum of the mix. */
export interface ShadowPrice {
  readonly kind: "shadow-price";
  readonly accuracyPerUnit: number;
  readonly unit: "J" | "W";
}

/** What simply taking the most accurate candidate would cost, against the single choice. */
export interface MostAccurate {
  readonly kind: "most-accurate";
  readonly candidate: Candidate;
  readonly cost: number;
  readonly fits: boolean;
  readonly accuracyGain: Fraction;
  /** Its cost over the choice's. */
  readonly costRatio: number;
  /** Its cost over the budget, less 1; negative within it. */
  readonly overBudget: number;
}

/** The front's elbow: beyond it accuracy rises slower than cost, each relative to its range. */
export interface Elbow {
  readonly kind: "elbow";
  readonly candidate: Candidate;
  readonly cost: number;
  readonly accuracy: Fraction;
  readonly fits: boolean;
}

/** The budget is a cap on every inference: a mix, which meets it only on average, is not offered. */
export interface HardCap {
  readonly kind: "hard-cap";
}

/** Energies were planned this much higher than stated. */
export interface MarginKept {
  readonly kind: "margin";
  readonly margin: Fraction;
}

/** Energies with intervals were planned to be kept with this probability; `certain` candidates have no interval. */
export interface ConfidenceKept {
  readonly kind: "confidence";
  readonly confidence: Fraction;
  readonly certain: number;
}

/** Measuring this candidate could change the choice. */
export interface WorthMeasuring {
  readonly kind: "worth-measuring";
  readonly candidate: Candidate;
  /** That its energy keeps the budget. */
  readonly probability: Fraction;
  /** Accuracy gained if it does. */
  readonly accuracyGain: Fraction;
  /** probability x accuracyGain. */
  readonly expectedGain: Fraction;
}

/** Candidates left out because they do not state a quantity that a limit asks for. */
export interface UnknownExcluded {
  readonly kind: "unknown-excluded";
  readonly quantity: UnknownQuantity;
  readonly count: number;
}

/** Candidates of one device are of several operating points: comparing them compares settings of the device, too. */
export interface SeveralPoints extends MixedPoints {
  readonly kind: "operating-points";
  /** Points of what is chosen on this device: two where a mix changes the setting between inferences, none where nothing is. */
  readonly chosen: readonly FiguresAtPoint["label"][];
}

/** Something had to be assumed to put a chosen candidate on the budget's axis. */
export interface Assumed {
  readonly kind: "assumed";
  readonly candidate: Candidate;
  readonly code: Assumption["code"];
  readonly text: string;
}

/** Nothing fits: the cheapest candidate (of those that meet all other limits, if any does) and what the budget lacks. */
export interface Shortfall {
  readonly kind: "shortfall";
  readonly cheapest: Choice;
  readonly meetsOtherLimits: boolean;
  /** Cost less limit; 0 or negative when the budget is not what excludes it. */
  readonly shortfall: number;
}

/** Nothing fits, because no candidate keeps the budget's rate: the fastest, and the largest rate that it keeps. */
export interface TooSlow {
  readonly kind: "too-slow";
  readonly fastest: Candidate;
  readonly latency: Seconds;
  /** Inferences per second: of the budget, and 1 / latency. */
  readonly rate: Hertz;
  readonly largestRate: Hertz;
}

/** Nothing fits: moving these limits this far admits a candidate. One reason per constraint alone, then the least together. */
export interface Relax extends Relaxation {
  readonly kind: "relax";
}
