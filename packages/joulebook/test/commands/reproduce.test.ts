import { expect, test } from "vitest";
import { schemaErrors } from "../support/document-schemas.js";
import { joulebook } from "../support/joulebook.js";

test("joulebook reproduce lists the papers", async () => {
  const { code, stdout } = await joulebook(["reproduce", "--json"]);
  expect([code, schemaErrors("reproduce", stdout)]).toEqual([0, []]);
});

test("joulebook reproduce refuses an unknown paper before it makes any", async () => {
  const { code, stdout } = await joulebook(["reproduce", "not-all-opps", "--json"]);
  const [error] = JSON.parse(stdout).errors;
  expect([code, error.code]).toEqual([2, "unknown-paper"]);
});
