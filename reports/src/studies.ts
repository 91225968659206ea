import type { Study } from "@joulebook/core";
import { loadReproduction, reproductions } from "./reproduction/reproductions.js";
import type { StudyContext } from "./study-context.js";
import type { StudyParameter } from "./study-parameter.js";
import type { StudyResult } from "./study-result.js";

/** A study in the list: what it is called, and the code behind it, loaded when it is wanted. */
export interface StudyEntry {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly load: () => Promise<LoadedStudy>;
}

export interface LoadedStudy {
  readonly study: Study<unknown, StudyContext, StudyResult>;
  readonly parameters: readonly StudyParameter[];
}

/** All studies. A new study is a folder and an entry here; those of papers come from the list of reproductions. */
export const studies: readonly StudyEntry[] = [
  {
    id: "design-review",
    title: "Design review",
    summary: "recommends a measured model for an energy budget on a board, with alternatives, reasons and provenance",
    load: async () => {
      const { designReview } = await import("./design-review/study.js");
      const { designReviewParameterList } = await import("./design-review/parameters.js");
      return {
        study: designReview as Study<unknown, StudyContext, StudyResult>,
        parameters: designReviewParameterList,
      };
    },
  },
  {
    id: "always-on-review",
    title: "Always-on review",
    summary: "decides for an always-on product: chip, networks, frame rates and duty cycles under its requirements",
    load: async () => {
      const { alwaysOnReviewStudy } = await import("./always-on-review/study.js");
      const { alwaysOnParameterList } = await import("./always-on-review/parameters.js");
      return {
        study: alwaysOnReviewStudy as Study<unknown, StudyContext, StudyResult>,
        parameters: alwaysOnParameterList,
      };
    },
  },
  ...reproductions.map(
    ({ paper, title, summary }): StudyEntry => ({
      id: `reproduction/${paper}`,
      title,
      summary,
      load: async () => {
        const { reproductionStudy } = await import("./reproduction/reproduction-study.js");
        const study = reproductionStudy(await loadReproduction(paper)) as Study<unknown, StudyContext, StudyResult>;
        return { study, parameters: [] };
      },
    }),
  ),
];
