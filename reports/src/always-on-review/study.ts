import type { Study } from "@joulebook/core";
import type { StudyContext } from "../study-context.js";
import type { StudyResult } from "../study-result.js";
import { type AlwaysOnParameters, alwaysOnParameters } from "./parameters.js";
import { alwaysOnReview } from "./review.js";
import { alwaysOnSections, decisionSentence } from "./sections.js";

/** Which chip and which cascade an always-on product should use, and how sure one can be. */
export const alwaysOnReviewStudy: Study<AlwaysOnParameters, StudyContext, StudyResult> = {
  id: "always-on-review",
  title: "Always-on review",
  summary: "Decides for an always-on product: chip, networks, frame rates and duty cycles under its requirements",
  parameters: alwaysOnParameters,
  async run(parameters, context) {
    const review = await alwaysOnReview(parameters);
    return {
      feasible: review.choice !== undefined,
      warnings: review.chips.flatMap(({ name, problems }) => problems.map(({ message }) => `${name}: ${message}`)),
      document: {
        title: "Always-on review",
        subtitle: review.chips[0]?.source.scenario.description ?? parameters.scenario,
        summary: decisionSentence(review),
        made: {
          parameters: parameters.written,
          inputs: review.inputs,
          seed: parameters.seed,
          versions: context.versions,
          ...(context.date === undefined ? {} : { date: context.date }),
        },
        sections: alwaysOnSections(review),
        references: [],
      },
    };
  },
};
