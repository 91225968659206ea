import { join } from "node:path";
import type { AcceleratorDevice, Figure, Problem } from "@joulebook/core";
import { memoryOverTimeFigure, scheduleFigure } from "@joulebook/figures";
import type { ManyCoreCost } from "@joulebook/hardware";
import { NoBrowserError, openRenderer, tableCsv } from "@joulebook/report";
import { type AtomicFile, stableJson, writeFilesAtomic } from "@joulebook/runtime";

/** What runs when on several cores, and what their memories hold. */
export function scheduleFigures({ schedule, work, cores }: ManyCoreCost, device: AcceleratorDevice): readonly Figure[] {
  const id = (core: number): string => device.cores[core]?.id ?? "";
  const offChip = device.cores.findIndex(({ role }) => role === "off-chip");
  const stageOf = (node = 0): number => work.nodes[node]?.stage ?? 0;
  const caption = `${work.name} on ${device.title}.`;
  return [
    scheduleFigure(
      {
        cores: cores.map((core) => core.id),
        nodes: schedule.nodes.map(({ node, core, start, end }) => ({
          core: id(core),
          name: work.nodes[node]?.name ?? "",
          stage: stageOf(node),
          start,
          end,
        })),
        offChip: schedule.moves
          .filter(({ from, to }) => from === offChip || to === offChip)
          .map(({ kind, node, start, end }) => ({ kind, stage: stageOf(node), start, end })),
      },
      { id: "schedule", title: "What runs when", caption },
    ),
    memoryOverTimeFigure(
      cores.map(({ id: core, memory }) => ({ core, memory })),
      { id: "memory", title: "Activations in the cores' memories over time", caption },
    ),
  ];
}

/** Writes figures as JSON and CSV, and as SVG where a browser is found; says where there is none. */
export async function writeFigures(figures: readonly Figure[], folder: string): Promise<readonly Problem[]> {
  const files: AtomicFile[] = figures.flatMap((figure) => [
    { path: join(folder, `${figure.id}.json`), content: `${stableJson(figure)}\n` },
    { path: join(folder, `${figure.id}.csv`), content: tableCsv(figure.table) },
  ]);
  const warnings: Problem[] = [];
  try {
    const renderer = await openRenderer();
    try {
      for (const figure of figures) {
        if (figure.empty !== undefined) continue;
        files.push({ path: join(folder, `${figure.id}.svg`), content: await renderer.figureSvg(figure) });
      }
    } finally {
      await renderer.close();
    }
  } catch (error) {
    if (!(error instanceof NoBrowserError)) throw error;
    warnings.push({ code: "no-browser", message: "no browser was found: figures are written without .svg" });
  }
  await writeFilesAtomic(files);
  return warnings;
}
