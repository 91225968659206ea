import { expect, test } from "vitest";
import { progress } from "../src/index.js";

function recorder(
  isTTY: boolean,
  columns = 80,
): { isTTY: boolean; columns: number; text: string; write(t: string): void } {
  return {
    isTTY,
    columns,
    text: "",
    write(text) {
      this.text += text;
    },
  };
}

test("writes nothing where the stream is not a terminal", () => {
  const stream = recorder(false);
  const shown = progress("figures", { total: 3, stream });
  shown.update(3);
  shown.end();
  expect(stream.text).toBe("");
});

test("rewrites one line on a terminal and takes it away at the end", () => {
  const stream = recorder(true);
  const shown = progress("figures", { total: 4, stream, enabled: true });
  shown.update(1, "front");
  shown.update(4);
  shown.end();
  expect(stream.text).toBe("\rfigures 1/4 (25 %) front\u001b[K\rfigures 4/4 (100 %)\u001b[K\r\u001b[K");
});

test("holds back updates that come faster than ten a second", () => {
  const stream = recorder(true);
  const shown = progress("trials", { stream, enabled: true });
  for (let done = 1; done <= 1000; done += 1) shown.update(done);
  expect(stream.text.split("\r").length).toBeLessThan(20);
});

test("keeps to the width of the terminal and shows no control characters of notes", () => {
  const stream = recorder(true, 20);
  progress("trials", { stream, enabled: true }).update(1, "\u001b[2J a very long note that would wrap");
  expect(stream.text).toBe("\rtrials 1 \\u001b[2J \u001b[K");
});
