import { join } from "node:path";
import ts from "typescript";

/** The packages whose every name is shown, in this order: of a name that two of them have, the first keeps it. */
const shown = [
  "core",
  "measurements",
  "recommender",
  "figures",
  "report",
  "network",
  "hardware",
  "exits",
  "cascade",
  "search",
  "design",
];

/** Names that a second package uses in a sense of its own, or that say too little without their package. */
const renamed = {
  cascade: {
    Choices: "CascadeChoices",
    Detector: "CascadeDetector",
    Optimum: "CascadeOptimum",
    optimise: "optimiseCascade",
    Requirements: "CascadeRequirements",
    Scenario: "CascadeScenario",
    ScenarioNetwork: "CascadeNetwork",
    simulate: "simulateCascade",
    Simulation: "SimulatedCascade",
    SimulationOptions: "CascadeSimulationOptions",
  },
  design: {
    Constraint: "DesignConstraint",
    ExitCosts: "DesignExitCosts",
    ExitCounts: "DesignExitCounts",
    Objective: "DesignObjective",
  },
  exits: { ScoreOptions: "ExitScoreOptions" },
  figures: { OperatingPoint: "FigurePoint" },
  hardware: { Objective: "AcceleratorObjective" },
  network: {
    Buffer: "MemoryBuffer",
    ReadOptions: "ReadNetworkOptions",
    Value: "NetworkValue",
    Window: "SlidingWindow",
    WindowOptions: "SlidingWindowOptions",
  },
  report: { InputFile: "ReportInput", ReportDocument: "ReportContent" },
  search: { Predictor: "SearchPredictor" },
};

const head = `/**
 * The face of Joulebook: one import for notebooks and users. Every name comes from the package that owns it; where two
 * packages use one name, the second has a name of its own here. Browser and data frames load only when they are used.
 *
 * Written by \`npm run face\` from what the packages export.
 */
`;

const own = `export type { CommittedRun } from "@joulebook/training";
export { committedRun, committedRunNames, traceText } from "@joulebook/training";
export { namedScenario, type NamedScenario } from "./commands/cascade/named-scenario.js";
export { type SearchedStudy, searchStudy, type SearchStudyOptions } from "./commands/search/search-study.js";
export { readNetworkFile } from "./networks/read-network-file.js";
export { show } from "./show/show.js";
`;

/**
 * The text of the face, from the built packages.
 *
 * @param {string} root
 * @returns {string}
 * @throws {Error} when two packages give one name to different things and none of them is renamed
 */
export function faceText(root) {
  const entry = (/** @type {string} */ name) => join(root, "packages", name, "dist", "index.d.ts");
  const program = ts.createProgram(shown.map(entry), {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    noEmit: true,
  });
  const checker = program.getTypeChecker();
  /** @type {Map<string, { symbol: ts.Symbol, name: string }>} */
  const taken = new Map();
  const blocks = shown.flatMap((name) => {
    const names = exportsOf(program, checker, entry(name)).flatMap(({ symbol, original, typeOnly }) => {
      const given = renamed[/** @type {keyof typeof renamed} */ (name)]?.[/** @type {never} */ (original)] ?? original;
      const earlier = taken.get(given);
      if (earlier?.symbol === symbol) return [];
      if (earlier !== undefined) throw new Error(`face: ${earlier.name} and ${name} both export ${given}: rename one`);
      taken.set(given, { symbol, name });
      const text = given === original ? original : `${original} as ${given}`;
      return [{ text, value: !typeOnly && (symbol.flags & ts.SymbolFlags.Value) !== 0 }];
    });
    return [
      block(
        "export type",
        name,
        names.filter(({ value }) => !value),
      ),
      block(
        "export",
        name,
        names.filter(({ value }) => value),
      ),
    ];
  });
  return head + blocks.join("") + own;
}

/**
 * @param {ts.Program} program
 * @param {ts.TypeChecker} checker
 * @param {string} file
 */
function exportsOf(program, checker, file) {
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`face: ${file} is missing: build first`);
  return checker.getExportsOfModule(module).map((exported) => ({
    original: exported.name,
    typeOnly: (exported.declarations ?? []).some(
      (at) => ts.isExportSpecifier(at) && (at.isTypeOnly || at.parent.parent.isTypeOnly),
    ),
    symbol: exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported,
  }));
}

/**
 * @param {string} keyword
 * @param {string} name
 * @param {readonly { text: string }[]} names
 */
function block(keyword, name, names) {
  if (names.length === 0) return "";
  const lines = names.map(({ text }) => text).toSorted((a, b) => a.localeCompare(b, "en"));
  return `${keyword} {\n${lines.map((line) => `  ${line},\n`).join("")}} from "@joulebook/${name}";\n`;
}
