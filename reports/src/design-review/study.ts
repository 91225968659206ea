import { budgetText, type Study } from "@joulebook/core";
import type { InputFile } from "@joulebook/report";
import type { StudyContext } from "../study-context.js";
import type { StudyResult } from "../study-result.js";
import { type DesignReviewParameters, designReviewParameters } from "./parameters.js";
import { sizeSources } from "./model-sizes.js";
import { references } from "./references.js";
import { makeReview, type Review } from "./review.js";
import { answerSection, answerSentence } from "./sections/answer.js";
import { candidatesSection } from "./sections/candidates.js";
import { costModelSection } from "./sections/cost-model.js";
import { methodsSection } from "./sections/methods.js";
import { powerSection } from "./sections/power.js";
import { provenanceSection } from "./sections/provenance.js";
import { recommendationSection } from "./sections/recommendation.js";
import { sensitivitySection } from "./sections/sensitivity.js";
import { trendsSection } from "./sections/trends.js";
import { trustSection } from "./sections/trust.js";

/** Which measured model to run on a board for an energy budget, and how sure one can be. */
export const designReview: Study<DesignReviewParameters, StudyContext, StudyResult> = {
  id: "design-review",
  title: "Design review",
  summary: "Recommends a measured model for an energy budget on a board, with alternatives, reasons and provenance",
  parameters: designReviewParameters,
  async run(parameters, context) {
    const review = await makeReview(parameters);
    const { device, budget, seed, written } = parameters;
    return {
      feasible: review.recommendation.feasible,
      warnings: review.warnings,
      document: {
        title: "Design review",
        subtitle: `${device}, ${budgetText(budget)}`,
        summary: answerSentence(review),
        made: {
          parameters: written,
          inputs: inputs(review),
          seed,
          versions: context.versions,
          ...(context.date === undefined ? {} : { date: context.date }),
        },
        sections: [
          answerSection(review),
          provenanceSection(review),
          trendsSection(review),
          recommendationSection(review),
          costModelSection(review),
          powerSection(review),
          sensitivitySection(review),
          trustSection(review),
          candidatesSection(review),
          methodsSection(),
        ],
        references,
      },
    };
  },
};

function inputs({ dataset, own }: Review): readonly InputFile[] {
  const shipped = [dataset, ...sizeSources()].map(({ id, contentHash, rows }) => ({
    name: id,
    hash: contentHash.replace(/^sha256:/, ""),
    note: `${rows} rows`,
  }));
  return [...shipped, ...own.files.map(({ name, sha256, rows }) => ({ name, hash: sha256, note: `${rows} rows` }))];
}
