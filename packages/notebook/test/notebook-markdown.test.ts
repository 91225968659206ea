import { describe, expect, it } from "vitest";
import { isPageCurrent, notebookMarkdown } from "../src/index.js";
import { notebook } from "./notebooks.js";

const ran = (() => {
  const document = notebook("show(figure)", "print()");
  const outputs = [
    { output_type: "stream", name: "stdout", text: ["one\n", "``` two\n"] },
    {
      output_type: "display_data",
      metadata: {},
      data: { "text/plain": "Energy [x](y)\nmore", "image/svg+xml": "<svg/>", "text/html": "<script>1</script>" },
    },
    { output_type: "display_data", metadata: {}, data: { "text/plain": "a", "text/markdown": "| a |\n| - |" } },
  ] as const;
  const [first, second] = document.cells;
  if (first === undefined || second === undefined) throw new Error("two cells");
  return { ...document, cells: [{ ...first, outputs }, second] };
})();

describe("notebookMarkdown", () => {
  const { markdown, pictures } = notebookMarkdown(ran, "page");
  it("keeps cells, puts pictures beside the page and prefers Markdown to plain text", () => {
    expect(markdown).toContain("```ts\nshow(figure)\n```");
    expect(markdown).toContain("![Energy x(y)](page-1.svg)");
    expect(markdown).toContain("| a |\n| - |");
    expect(pictures).toEqual([{ name: "page-1.svg", content: "<svg/>" }]);
    expect(markdown).not.toContain("<script>");
  });

  it("fences text that holds a fence with a longer one", () => {
    expect(markdown).toContain("````text\none\n``` two\n````");
  });

  it("is current until a cell's text changes", () => {
    expect(isPageCurrent(ran, markdown)).toBe(true);
    expect(isPageCurrent(notebook("show(figure)", "print(1)"), markdown)).toBe(false);
  });
});
