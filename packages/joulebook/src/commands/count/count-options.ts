import type { NetworkOptions } from "../network/network-options.js";

/** Options of `count` as they were typed. */
export type CountOptions = NetworkOptions;
