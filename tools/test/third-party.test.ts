import { describe, expect, it } from "vitest";
import { dataPackages } from "../third-party/data-packages.mjs";
import { thirdPartyText } from "../third-party/third-party-text.mjs";
import { folderWith } from "./fixture-workspace.js";

const complete = {
  title: "Boards",
  description: "Two boards.",
  licenses: [{ name: "Apache-2.0", title: "Apache License 2.0", path: "../licences/Apache-2.0.txt" }],
  sources: [{ title: "results", path: "https://example.org/results", commit: "abc" }],
  caveats: ["Energy is derived."],
};

function workspaceOf(datapackage: unknown): string {
  return folderWith({
    "package.json": { workspaces: ["packages/*"] },
    "packages/measurements/package.json": {},
    "packages/measurements/data/licences/Apache-2.0.txt": "Apache",
    "packages/measurements/data/boards/datapackage.json": datapackage,
  });
}

describe("THIRD_PARTY.md", () => {
  it("gives origin, licence and caveats of each dataset", () => {
    const text = thirdPartyText(dataPackages(workspaceOf(complete)));
    expect(text).toContain("## Boards\n\nTwo boards.\n");
    expect(text).toContain("- Files: [packages/measurements/data/boards](packages/measurements/data/boards)");
    expect(text).toContain("[Apache License 2.0 (Apache-2.0)](packages/measurements/data/licences/Apache-2.0.txt)");
    expect(text).toContain("- Source: [results](https://example.org/results) at `abc`");
    expect(text).toContain("- Energy is derived.");
  });

  it("refuses a dataset without title, licence or source, naming all that is missing", () => {
    const root = workspaceOf({});
    expect(() => dataPackages(root)).toThrow(/has no title\n.*names no licence.*\n.*names no source/);
  });

  it("refuses a licence whose text is not there", () => {
    const root = workspaceOf({ ...complete, licenses: [{ name: "MIT", path: "../licences/MIT.txt" }] });
    expect(() => dataPackages(root)).toThrow(/MIT\.txt" does not exist/);
  });
});
