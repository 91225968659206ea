import { InputError } from "@joulebook/core";
import { describe, expect, test } from "vitest";
import { canonicalModelName } from "../src/canonical-model-name.js";
import { joinByModel } from "../src/join-by-model.js";
import type { ModelCard } from "../src/model-card.js";
import { readDataset } from "../src/read-dataset.js";
import { modelCardDatasets, readModelCards } from "../src/read-model-cards.js";
import { thousands } from "../src/thousands.js";

const timm = readModelCards("timm-results");
const edge = readDataset("mlperf-inference-edge-open").measurements;
const mobile = [...readModelCards("model-cards"), ...readModelCards("model-cards/efficientnet-lite")];

// Counts: Python's csv module over the tables, names cut at the first dot.
describe("readModelCards", () => {
  test("reads 1,556 rows of timm, 1,266 names of 900 architectures", () => {
    expect(timm).toHaveLength(1556);
    expect(new Set(timm.map((card) => card.name)).size).toBe(1266);
    expect(new Set(timm.map((card) => card.model)).size).toBe(900);
  });

  test("reads parameter counts with thousands commas", () => {
    const giant = timm.find((card) => card.name === "eva_giant_patch14_560.m30m_ft_in22k_in1k");
    expect(giant).toMatchObject({ params: 1_014_450_000, inputResolution: 560, weights: "m30m_ft_in22k_in1k" });
    expect(giant?.top1).toBeCloseTo(0.8979, 12);
    expect(timm.every((card) => (card.params ?? 0) > 1e5)).toBe(true);
  });

  test("cuts tags that begin with digits", () => {
    const names = timm
      .filter((card) => card.name.startsWith("flexivit_large."))
      .map((card) => [card.model, card.weights]);
    expect(names).toContainEqual(["flexivit-large", "1200ep_in1k"]);
  });

  test("reads 129 ImageNet rows of 80 torchvision architectures, GMACs as MACs", () => {
    const cards = readModelCards("torchvision-weights-meta");
    expect(cards).toHaveLength(176);
    const imagenet = cards.filter((card) => card.evaluation === "ImageNet-1K");
    expect(imagenet).toHaveLength(129);
    expect(new Set(imagenet.map((card) => card.model)).size).toBe(80);
    expect(cards[0]).toMatchObject({ model: "alexnet", params: 61_100_840, macs: 714_000_000, inputResolution: 224 });
    expect(imagenet.filter((card) => card.precision === "int8")).toHaveLength(14);
    expect(cards.some((card) => card.scores?.["box_map"] !== undefined)).toBe(true);
  });

  test("refuses tables of something else", () => {
    expect(() => readModelCards("mlperf-tiny")).toThrow(InputError);
    expect(modelCardDatasets.every((id) => readModelCards(id).length > 0)).toBe(true);
  });
});

describe("canonicalModelName", () => {
  test.each([
    ["MobileNet_V3_Large", "mobilenet-v3-large"],
    ["mobilenetv3_large_100.ra_in1k", "mobilenet-v3-large-100"],
    ["resnet50.a1_in1k", "resnet50"],
    ["flexivit_large.1200ep_in1k", "flexivit-large"],
    ["ResNeXt101_32X8D", "resnext101-32x8d"],
    ["mobilenet-v1-0.25-128-int8", "mobilenet-v1-0.25-128-int8"],
    ["efficientnet-lite0-fp32", "efficientnet-lite0-fp32"],
    ["EfficientNet_V2_S", "efficientnet-v2-s"],
    ["tf_efficientnetv2_s.in1k", "tf-efficientnetv2-s"],
  ])("writes %s as %s", (name, canonical) => {
    expect(canonicalModelName(name)).toBe(canonical);
  });

  test("leaves the ids of the open table as they are, and repeats itself", () => {
    for (const model of new Set(edge.map((row) => row.model))) expect(canonicalModelName(model)).toBe(model);
    for (const { model } of timm) expect(canonicalModelName(model)).toBe(model);
  });
});

describe("joinByModel", () => {
  test("joins 1,590 rows of the open table with their cards, and reports 22 models without one", () => {
    const { joined, leftOnly, rightOnly, ambiguous } = joinByModel(edge, mobile);
    expect(joined).toHaveLength(1590);
    expect(leftOnly).toHaveLength(454);
    const without = new Set(leftOnly.map((row) => row.model));
    expect(without.size).toBe(22);
    expect(without.has("resnet50")).toBe(true);
    expect([...without].filter((model) => /^mobilenet-v2-.*-int8$/.test(model))).toHaveLength(21);
    expect(rightOnly).toEqual([]);
    expect(ambiguous).toEqual([]);
    // The table's own MACs and parameters were joined from the same cards when it was made.
    expect(joined.every(({ left, right }) => left.macs === right.macs && left.params === right.params)).toBe(true);
  });

  test("finds the 824 timm architectures with accuracy and CPU throughput, and says which names are ambiguous", () => {
    const cpu = readDataset("timm-results/i7-12700h").measurements;
    expect(cpu).toHaveLength(1440);
    const report = joinByModel(cpu, timm);
    const both = new Set([...report.joined.map(({ model }) => model), ...report.ambiguous.map(({ model }) => model)]);
    expect(both.size).toBe(824);
    const rows =
      report.joined.length + report.leftOnly.length + report.ambiguous.reduce((n, { left }) => n + left.length, 0);
    expect(rows).toBe(1440);
  });

  test("joins ambiguous names by a rule when one is given", () => {
    const cpu = readDataset("timm-results/i7-12700h").measurements;
    const best = (cards: readonly ModelCard[]): ModelCard | undefined =>
      cards.toSorted((a, b) => (b.top1 ?? 0) - (a.top1 ?? 0))[0];
    const { ambiguous, joined } = joinByModel(cpu, timm, { choose: best });
    expect(ambiguous).toEqual([]);
    expect(new Set(joined.map(({ model }) => model)).size).toBe(824);
  });
});

describe("timm benchmarks", () => {
  test("take the step time as latency only in batches of one", () => {
    const cpu = readDataset("timm-results/i9-10940x").measurements;
    expect(cpu.every((row) => row.configuration.batch === 1 && row.latency !== undefined)).toBe(true);
    const gpu = readDataset("timm-results/rtx4090").measurements;
    expect(gpu.every((row) => row.latency === undefined && (row.throughput ?? 0) > 0)).toBe(true);
    expect(gpu[0]).toMatchObject({ device: "rtx-4090", unit: "gpu", throughput: 188_343.61, params: 370_000 });
    expect(cpu.filter((row) => row.macs === undefined).map((row) => row.model)).toEqual(["mobilenet-v3-large-150d"]);
  });
});

describe("thousands", () => {
  test("reads commas before three digits only", () => {
    expect(thousands("1,014.45")).toBe(1014.45);
    expect(thousands("305.08")).toBe(305.08);
    expect(thousands(undefined)).toBeUndefined();
    for (const text of ["1,01", "1,0145", "a", "1.2.3"]) expect(() => thousands(text)).toThrow(/thousands/);
  });
});
