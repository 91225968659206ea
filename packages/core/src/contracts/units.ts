/** SI base units, said by the type. Other units live only at the edges: `parseEnergy("50mJ")`, CSV column `energy_mJ`. */
export type Joules = number;
export type Seconds = number;
export type Watts = number;
export type Volts = number;
export type Hertz = number;
export type Bytes = number;
/** Multiply-accumulates; an "op" is counted only where a source counts ops (1 MAC = 2 ops). */
export type Macs = number;
/** A share in [0, 1]: accuracies, rates of exit, duty cycles. */
export type Fraction = number;
