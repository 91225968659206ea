// Measures how the accelerator engine's processor time grows with layers, temporal loops and memories, and writes
// docs/images/accelerator-growth-*.svg, and the times as a table to standard output. Needs a browser. Build first.
// Usage: node tools/growth-curves.mjs
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { seriesFigure } from "@joulebook/figures";
import { openRenderer } from "@joulebook/report";
import { growths } from "./bench/accelerator-growth.mjs";
import { workspace } from "./setup/workspace.mjs";

const runs = 15;

/**
 * Processor times in milliseconds, after some runs that are not counted.
 *
 * @param {() => unknown} work
 */
function processorTimes(work) {
  const times = Array.from({ length: runs + 5 }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return times.slice(-runs);
}

const images = join(workspace, "docs", "images");
mkdirSync(images, { recursive: true });
// Everything once and again first, so that no curve begins with code that is still being compiled.
for (let round = 0; round < 10; round++) for (const { sizes, work } of growths) for (const size of sizes) work(size)();
const renderer = await openRenderer();
try {
  for (const { name, axis, sizes, work } of growths) {
    const points = [];
    for (const size of sizes) {
      const times = processorTimes(work(size));
      points.push({ x: size, y: Math.min(...times) });
    }
    console.log(`| ${name} | ${points.map(({ x, y }) => `${x}: ${y.toFixed(1)} ms`).join(", ")} |`);
    const figure = seriesFigure([{ name: `least of ${runs} runs`, drawn: "lines+markers", points }], {
      id: `accelerator-growth-${name}`,
      title: `Time of the mapping search by ${name}`,
      caption: "",
      x: { title: axis, unit: "1" },
      y: { title: "Processor time", unit: "ms" },
    });
    writeFileSync(join(images, `accelerator-growth-${name}.svg`), await renderer.figureSvg(figure));
  }
} finally {
  await renderer.close();
}
