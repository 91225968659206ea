import { z } from "zod";
import { experimentSchema } from "./experiment-schema.js";

/** JSON Schema of experiment files, as in `experiment.schema.json`. */
export function experimentJsonSchema(): Readonly<Record<string, unknown>> {
  return { title: "A training run of @joulebook/training", ...z.toJSONSchema(experimentSchema, { io: "input" }) };
}
