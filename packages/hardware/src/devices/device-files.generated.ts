// Written by tools/list-devices.mjs; do not edit.
import cortexM7216mhzCmsisNn from "../../devices/cortex-m7-216mhz-cmsis-nn.json" with { type: "json" };

/** The device files that ship, by id; what they hold is checked when one is read. */
export const deviceFiles: Readonly<Record<string, unknown>> = {
  "cortex-m7-216mhz-cmsis-nn": cortexM7216mhzCmsisNn,
};
