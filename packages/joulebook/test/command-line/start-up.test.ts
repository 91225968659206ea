import { expect, test } from "vitest";
import { joulebookProcess } from "../support/joulebook.js";

/** Writes the URL of each module that is loaded to stderr. */
const hooks = `data:text/javascript,${encodeURIComponent(`
  import { writeSync } from "node:fs";
  export async function load(url, context, next) { writeSync(2, "loads " + url + "\\n"); return next(url, context); }
`)}`;
const register = `data:text/javascript,${encodeURIComponent(`
  import { register } from "node:module";
  register(${JSON.stringify(hooks)});
`)}`;

async function loaded(args: readonly string[]): Promise<readonly string[]> {
  const { stderr } = await joulebookProcess(args, { node: ["--import", register] });
  return [...stderr.matchAll(/^loads (.*)$/gm)].map(([, url = ""]) => url);
}

test("help loads commander and names, nothing else", async () => {
  const urls = (await loaded(["recommend", "--help"])).filter((url) => url.startsWith("file:"));
  expect(urls.length).toBeGreaterThan(5);
  for (const url of urls) expect(url).toMatch(/joulebook\/dist\/|commander/);
});

test("recommend loads no report, figure, browser, schema library or data frame", async () => {
  const urls = await loaded(["recommend", "--device", "raspberry-pi-4", "--budget", "100mJ"]);
  expect(urls.some((url) => url.includes("recommender/dist"))).toBe(true);
  const heavy = urls.filter((url) =>
    /\/(report|figures|reports|studies)\/dist|puppeteer|plotly|zod|danfo|katex|preact|piscina/.test(url),
  );
  expect(heavy).toEqual([]);
});
