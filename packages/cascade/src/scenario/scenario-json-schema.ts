import { z } from "zod";
import { scenarioSchema } from "./scenario-schema.js";

/** The JSON Schema of scenario files, for editors; the file scenario.schema.json is it. */
export function scenarioJsonSchema(): object {
  return z.toJSONSchema(scenarioSchema, { io: "input" });
}
