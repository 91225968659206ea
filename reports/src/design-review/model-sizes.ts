import { type Dataset, dataset, groupBy, type ModelCard, readModelCards } from "@joulebook/measurements";
import type { SizedModels } from "@joulebook/figures";

/** Tables of published sizes and accuracies that the trend of sizes is read from. */
const sizeDatasets = ["timm-results", "torchvision-weights-meta"] as const;

let tables: readonly SizedModels[] | undefined;

/**
 * Classifiers of ImageNet-1K at full precision, each network once: with its best weights in timm, with its first ones in
 * torchvision, so that none counts once per training recipe. Depends on shipped tables alone: read once for all reviews of a process.
 */
export function modelSizes(): readonly SizedModels[] {
  tables ??= [
    { name: "timm", models: bestWeights(readModelCards("timm-results").filter(isClassifier)) },
    {
      name: "torchvision",
      models: readModelCards("torchvision-weights-meta").filter(
        (card) => isClassifier(card) && card.weights === "IMAGENET1K_V1",
      ),
    },
  ];
  return tables;
}

export function sizeSources(): readonly Dataset[] {
  return sizeDatasets.map(dataset);
}

function isClassifier({ task, evaluation, precision = "fp32" }: ModelCard): boolean {
  return task === "image-classification" && evaluation === "ImageNet-1K" && precision === "fp32";
}

/** The most accurate card of each network, in the order of the table. */
function bestWeights(cards: readonly ModelCard[]): readonly ModelCard[] {
  return [...groupBy(cards, ({ model }) => model).values()].flatMap((group) =>
    group.reduce((best, card) => ((card.top1 ?? 0) > (best.top1 ?? 0) ? card : best)),
  );
}
