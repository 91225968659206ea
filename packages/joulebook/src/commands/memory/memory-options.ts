import type { NetworkOptions } from "../network/network-options.js";

/** Options of `memory` as they were typed. */
export interface MemoryCommandOptions extends NetworkOptions {
  readonly order: string;
  readonly inPlace?: boolean;
  readonly fuse?: boolean;
  readonly plan: string;
  readonly alignment: string;
  readonly device?: string;
  readonly flash?: string;
  readonly sram?: string;
}
