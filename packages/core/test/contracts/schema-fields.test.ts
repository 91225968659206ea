import { describe, expect, it } from "vitest";
import type {
  AcceleratorCore,
  AcceleratorDevice,
  AcceleratorMemory,
  Battery,
  BenchResult,
  Budget,
  Candidate,
  CandidateOrigin,
  CascadeCompareDocument,
  CascadeConfiguration,
  CascadeCrossovers,
  CascadeEventRow,
  CascadeFigures,
  CascadeLatencies,
  CascadeOptimiseDocument,
  CascadeOption,
  CascadeOptionRow,
  CascadeRequirement,
  CascadeRunDocument,
  CascadeSimulation,
  CascadeStageFigures,
  CascadeStageSetting,
  CascadeSweepDocument,
  CascadeVariedRow,
  CascadeWorth,
  ChoiceErrors,
  Claim,
  Configuration,
  CountDocument,
  CountedKind,
  CountedLayer,
  DatasetEntry,
  DatasetQuality,
  DatasetsDocument,
  Device,
  DeviceEntry,
  DeviceFit,
  DevicesCharacteriseDocument,
  DevicesDocument,
  DevicePointEntry,
  DevicePointsEntry,
  DevicesPointsDocument,
  FittedStaticPower,
  DeviceSource,
  DoctorCheck,
  DoctorDocument,
  EnergyBasis,
  EstimateDocument,
  EstimatedAccesses,
  EstimatedCore,
  EstimatedEnergySplit,
  EstimatedMapping,
  EstimatedKind,
  EstimatedLayer,
  EstimatedStage,
  EstimatedTraffic,
  EnergyQuality,
  ErrorDocument,
  Evidence,
  Figure,
  ConfidenceBin,
  ExitBaselines,
  ExitCostList,
  ExportDocument,
  ExitOutcome,
  ExitReliability,
  ExitsEvaluateDocument,
  ExitsTuneDocument,
  FitResiduals,
  FixedExit,
  IngestDocument,
  IngestedColumn,
  IngestedTable,
  IngestMapDocument,
  InputFile,
  Interval,
  JoulebookDocument,
  ReliabilityBins,
  KernelInstallDocument,
  LatencySummary,
  Layer,
  LayerKind,
  Loops,
  Measurement,
  MeasuredDevice,
  MemoryDocument,
  MemoryNeed,
  MemoryTimelineStep,
  ModelEntry,
  ModelsDocument,
  Network,
  NotebookCheckDocument,
  NotebookParameterEntry,
  NotebookParamsDocument,
  NotebookRunDocument,
  NotebookRunEntry,
  OperatingPoint,
  PowerMode,
  StaticPowerResiduals,
  MeasuredRatio,
  EstimatedStatic,
  EstimatedPoint,
  OpTableDevice,
  OpTableEntry,
  OutputFile,
  PlannedBuffer,
  ProbesDocument,
  PowerAlignment,
  PowerChannel,
  PowerDocument,
  PowerFinding,
  PowerIdle,
  PowerRepeats,
  PowerRun,
  PowerUncertainty,
  PowerWindow,
  Problem,
  QualityDocument,
  QueryColumn,
  QueryDocument,
  RecommendDocument,
  RecommendedDevice,
  RecommendedMix,
  RecommendedModel,
  RecommendEvaluateDocument,
  RecommendReason,
  ReportDocument,
  ReproduceDocument,
  ReproducedFigure,
  ReproducedPaperEntry,
  RooflineDevice,
  RoundName,
  RoundPairEvaluation,
  Source,
  SourcedNumber,
  Study,
  SweepEvaluation,
  Table,
  TableColumn,
  Tensor,
  ReportedValue,
  SearchConstraint,
  SearchDocument,
  SearchedDesign,
  SearchObjective,
  SearchProgress,
  SurrogateRecord,
  TrainDocument,
  TrainedExperiment,
  TransferDocument,
  TransferPrediction,
  TransferProbe,
  TransferRuntime,
  Verdict,
} from "../../src/index.js";
import { readSchema, type SchemaNode, schemaNames } from "./schemas.js";

/** What JSON calls a value of this type. */
type KindOf<V> = V extends number
  ? "number"
  : V extends string
    ? "string"
    : V extends boolean
      ? "boolean"
      : V extends readonly unknown[]
        ? "array"
        : "object";

/** Every field of a type with its kind, "?" where it may be missing: a field changed in the type fails to compile. */
type FieldsOf<T> = {
  readonly [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? `${KindOf<NonNullable<T[K]>>}?` : KindOf<T[K]>;
};

/** Every value of a union of strings. */
type ValuesOf<T extends string> = Readonly<Record<T, true>>;

const at = (name: string, ...path: readonly string[]): SchemaNode =>
  path.reduce<SchemaNode>((node, key) => node[key] as SchemaNode, readSchema(name));

/** Kinds of value that a node of a schema admits. */
function kindsOf(node: SchemaNode, name: string): string[] {
  if (typeof node.$ref === "string") {
    const [file = "", pointer = ""] = node.$ref.split("#");
    const target = file === "" ? name : file.replace(".schema.json", "");
    return kindsOf(at(target, ...pointer.split("/").slice(1)), target);
  }
  if (node.enum !== undefined) return [...new Set(node.enum.map((value) => typeof value))];
  if ("const" in node) return [typeof node.const];
  return [node.type].flat().map((type) => (type === "integer" ? "number" : String(type)));
}

const tested = new Set<string>();

function sameFields<T>(place: readonly [string, ...string[]], fields: FieldsOf<T>): void {
  it(`${place.join("/")} has the fields of its type`, () => {
    const node = at(...place);
    const listed = Object.entries<string>(fields);
    const properties = Object.entries(node.properties ?? {});
    expect(properties.map(([name]) => name).toSorted()).toEqual(listed.map(([name]) => name).toSorted());
    const required = listed.filter(([, kind]) => !kind.endsWith("?")).map(([name]) => name);
    expect([...(node.required ?? [])].toSorted()).toEqual(required.toSorted());
    for (const [name, property] of properties) {
      const kind = listed.find(([field]) => field === name)?.[1].replace("?", "");
      expect(kindsOf(property, place[0]), name).toContain(kind);
    }
  });
  tested.add(place[0]);
}

/** Fields of a document besides those of its envelope. */
function sameBody<T extends JoulebookDocument>(
  name: string,
  fields: FieldsOf<Omit<T, "version" | "warnings" | "inputs">>,
): void {
  sameFields<Omit<T, "version" | "warnings" | "inputs">>([name], fields);
}

function sameValues<T extends string>(place: readonly [string, ...string[]], values: ValuesOf<T>): void {
  it(`${place.join("/")} has the values of its type`, () => {
    expect([...(at(...place).enum ?? [])].toSorted()).toEqual(Object.keys(values).toSorted());
  });
}

type Of<Kind extends Budget["kind"]> = Extract<Budget, { kind: Kind }>;

describe("schemas and types say the same", () => {
  sameFields<Interval>(["interval"], { low: "number", high: "number", level: "number", method: "string" });
  sameFields<Problem>(["problem"], {
    code: "string",
    message: "string",
    file: "string?",
    line: "number?",
    column: "number?",
    expected: "string?",
    nearest: "array?",
    fix: "string?",
  });
  sameFields<Measurement>(["measurement"], {
    id: "string",
    model: "string",
    network: "string?",
    family: "string?",
    task: "string",
    device: "string",
    unit: "string?",
    configuration: "object",
    accuracy: "number?",
    accuracyMetric: "string?",
    accuracySamples: "number?",
    accuracyInterval: "object?",
    scores: "object?",
    latency: "object?",
    latencyInterval: "object?",
    throughput: "number?",
    energy: "number?",
    energyInterval: "object?",
    energyBasis: "string?",
    energyQuality: "string?",
    idleIncluded: "boolean?",
    energyDerivation: "string?",
    power: "number?",
    idlePower: "number?",
    idlePowerInterval: "object?",
    idleProxy: "string?",
    inferences: "number?",
    memory: "number?",
    price: "number?",
    macs: "number?",
    params: "number?",
    inputResolution: "number?",
    widthMultiplier: "number?",
    source: "object",
    notes: "array?",
  });
  sameFields<Candidate>(["candidate"], {
    id: "string",
    model: "string",
    device: "string",
    origin: "string",
    evidence: "string",
    energy: "number",
    energyMax: "number?",
    energyInterval: "object?",
    energyBasis: "string?",
    energyQuality: "string?",
    idleIncluded: "boolean?",
    idlePower: "number?",
    accuracy: "number",
    accuracyInterval: "object?",
    latency: "object?",
    latencyInterval: "object?",
    memory: "number?",
    memoryInterval: "object?",
    price: "number?",
    keys: "object",
    assumed: "array?",
    notes: "array?",
  });
  sameFields<Figure>(["figure"], {
    id: "string",
    title: "string",
    caption: "string",
    units: "object",
    data: "array",
    layout: "object",
    table: "object",
    empty: "string?",
  });
  sameFields<Claim>(["claim"], {
    paper: "string",
    place: "string",
    statement: "string",
    published: "string?",
    ours: "string?",
    interval: "object?",
    tolerance: "number?",
    unit: "string?",
    verdict: "string",
    why: "string",
  });
  sameFields<BenchResult>(["bench-result"], {
    name: "string",
    unit: "string",
    median: "number",
    iqr: "number",
    n: "number",
    peer: "object?",
    machine: "string",
    commit: "string",
  });
  sameFields<Network>(["network"], {
    name: "string",
    source: "object?",
    tensors: "array",
    layers: "array",
    inputs: "array",
    outputs: "array",
    opsConvention: "string",
    unsupported: "array",
    notes: "array",
  });
  sameFields<Configuration>(["measurement", "$defs", "configuration"], {
    backend: "string?",
    software: "string?",
    precision: "string?",
    threads: "number?",
    powerMode: "string?",
    clock: "number?",
    voltage: "number?",
    batch: "number?",
    scenario: "string?",
  });
  sameFields<LatencySummary>(["measurement", "$defs", "latency"], {
    mean: "number",
    min: "number?",
    p50: "number?",
    p90: "number?",
    p99: "number?",
    max: "number?",
  });
  sameFields<Source>(["measurement", "$defs", "source"], {
    dataset: "string",
    row: "number",
    licence: "string",
    round: "string?",
    submitter: "string?",
    time: "string?",
    division: "string?",
    system: "string?",
  });
  sameFields<Battery>(["budget", "$defs", "batteryRecord"], {
    capacity: "number",
    depthOfDischarge: "number?",
    selfDischargePerMonth: "number?",
    efficiency: "number?",
  });
  sameFields<Table>(["figure", "$defs", "table"], { columns: "array", rows: "array" });
  sameFields<TableColumn>(["figure", "$defs", "column"], { name: "string", title: "string", unit: "string" });
  sameFields<Tensor>(["network", "$defs", "tensor"], {
    name: "string",
    shape: "array",
    bits: "number",
    constant: "boolean?",
    sparsity: "number?",
  });
  sameFields<Layer>(["network", "$defs", "layer"], {
    name: "string",
    kind: "string",
    op: "string",
    inputs: "array",
    weights: "array",
    outputs: "array",
    macs: "number",
    params: "number",
    macsPerOutput: "number",
    ops: "number",
    outputShape: "array",
    loops: "array?",
    fused: "string?",
    statedBits: "object?",
    stage: "number?",
    head: "boolean?",
  });
  sameFields<Loops>(["network", "$defs", "loops"], {
    batch: "number",
    groups: "number",
    inChannels: "number",
    outChannels: "number",
    rows: "number",
    input: "array",
    output: "array",
    kernel: "array",
    stride: "array",
    dilation: "array",
    padding: "object",
    computed: "boolean?",
    times: "number?",
  });
  sameFields<InputFile>(["document", "$defs", "inputFile"], { name: "string", sha256: "string", bytes: "number?" });
  sameFields<DeviceSource>(["device", "$defs", "source"], {
    title: "string",
    url: "string?",
    licence: "string?",
    note: "string?",
  });
  sameFields<SourcedNumber>(["device", "$defs", "number"], {
    value: "number",
    interval: "object?",
    source: "string",
    unverified: "boolean?",
    assumed: "boolean?",
  });
  sameFields<OperatingPoint>(["device", "$defs", "operatingPoint"], {
    name: "string",
    voltage: "number",
    clock: "number",
    staticPower: "number?",
    obtained: "string?",
    source: "string",
    unverified: "boolean?",
    assumed: "boolean?",
  });
  sameFields<StaticPowerResiduals>(["device", "$defs", "staticPowerResiduals"], {
    networks: "number",
    points: "number",
    degreesOfFreedom: "number",
    largest: "number",
    source: "string",
    unverified: "boolean?",
    assumed: "boolean?",
  });
  sameFields<PowerMode>(["device", "$defs", "powerMode"], {
    name: "string",
    energyRatio: "object",
    timeRatio: "object",
    compared: "number",
    idlePower: "number?",
    source: "string",
    unverified: "boolean?",
    assumed: "boolean?",
  });
  sameFields<MeasuredRatio>(["device", "$defs", "measuredRatio"], { value: "number", low: "number", high: "number" });
  sameFields<EstimatedStatic>(["estimate", "$defs", "static"], {
    energy: "number?",
    power: "number?",
    obtained: "string",
    source: "string",
  });
  sameFields<EstimatedPoint>(["estimate", "$defs", "point"], {
    name: "string",
    voltage: "number?",
    clock: "number?",
    staticPower: "number?",
    idlePower: "number?",
  });
  sameFields<OpTableDevice>(["device", "$defs", "op-table"], {
    kind: "string",
    power: "object",
    software: "string?",
    table: "array",
    schema: "string",
    id: "string",
    title: "string",
    sources: "object",
    notes: "array?",
    clock: "object?",
    voltage: "object?",
    idlePower: "object?",
    flash: "object?",
    sram: "object?",
    operatingPoints: "array?",
    staticPowerResiduals: "object?",
    powerModes: "array?",
  });
  sameFields<OpTableEntry>(["device", "$defs", "opTableEntry"], {
    kinds: "array",
    counts: "string",
    points: "array",
    power: "object?",
  });
  sameFields<RooflineDevice>(["device", "$defs", "roofline"], {
    kind: "string",
    peak: "array",
    utilisation: "array?",
    macEnergy: "array",
    memories: "array",
    staticPower: "object?",
    schema: "string",
    id: "string",
    title: "string",
    sources: "object",
    notes: "array?",
    clock: "object?",
    voltage: "object?",
    idlePower: "object?",
    flash: "object?",
    sram: "object?",
    operatingPoints: "array?",
    staticPowerResiduals: "object?",
    powerModes: "array?",
  });
  sameFields<AcceleratorDevice>(["device", "$defs", "accelerator"], {
    kind: "string",
    technology: "string?",
    cores: "array",
    links: "array?",
    schema: "string",
    id: "string",
    title: "string",
    sources: "object",
    notes: "array?",
    clock: "object?",
    voltage: "object?",
    idlePower: "object?",
    flash: "object?",
    sram: "object?",
    operatingPoints: "array?",
    staticPowerResiduals: "object?",
    powerModes: "array?",
  });
  sameFields<AcceleratorCore>(["device", "$defs", "core"], {
    id: "string",
    role: "string",
    array: "object?",
    memories: "array",
    ops: "array?",
    dataflows: "object?",
    operandNames: "object?",
    staticPower: "object?",
  });
  sameFields<AcceleratorMemory>(["device", "$defs", "memory"], {
    name: "string",
    sizeBits: "number",
    readEnergy: "number",
    writeEnergy: "number",
    operands: "array",
    servedDimensions: "array",
    ports: "array",
    doubleBuffered: "boolean?",
    source: "string",
    unverified: "boolean?",
    assumed: "boolean?",
  });
  sameFields<MeasuredDevice>(["device", "$defs", "measured"], {
    kind: "string",
    fits: "array",
    schema: "string",
    id: "string",
    title: "string",
    sources: "object",
    notes: "array?",
    clock: "object?",
    voltage: "object?",
    idlePower: "object?",
    flash: "object?",
    sram: "object?",
    operatingPoints: "array?",
    staticPowerResiduals: "object?",
    powerModes: "array?",
  });
  sameFields<DeviceFit>(["device", "$defs", "fit"], {
    quantity: "string",
    energyBasis: "string?",
    idleIncluded: "boolean?",
    backend: "string?",
    software: "string?",
    precision: "string?",
    form: "string",
    coefficients: "array",
    parameters: "object?",
    range: "object",
    residuals: "object",
    source: "string",
    unverified: "boolean?",
    assumed: "boolean?",
  });
  sameFields<FitResiduals>(["device", "$defs", "residuals"], {
    method: "string",
    points: "number",
    networks: "number",
    medianAbsolute: "number",
    p90Absolute: "number",
  });
  sameFields<RecommendedModel>(["recommend", "$defs", "model"], {
    id: "string",
    model: "string",
    device: "string",
    backend: "string?",
    software: "string?",
    precision: "string?",
    energy: "number",
    energyInterval: "object?",
    energyBasis: "string?",
    idleIncluded: "boolean?",
    accuracy: "number",
    latency: "number?",
    memory: "number?",
    evidence: "string",
    cost: "number",
    gap: "number",
    withinBudget: "number?",
  });
  sameFields<RecommendedMix>(["recommend", "$defs", "mix"], {
    energy: "number",
    worstEnergy: "number",
    accuracy: "number",
    latency: "object?",
    memory: "number?",
    cost: "number",
    gap: "number",
    shadowPrice: "number",
    parts: "array",
  });
  sameFields<RecommendedDevice>(["recommend", "$defs", "device"], {
    device: "string",
    feasible: "boolean",
    single: "object?",
    accuracyLoss: "number?",
    lifetime: "number?",
    price: "number?",
  });
  sameFields<RecommendReason>(["recommend", "$defs", "reason"], { kind: "string", text: "string" });
  sameFields<ChoiceErrors>(["recommend-evaluate", "$defs", "errors"], {
    budgets: "number",
    answered: "number",
    median: "number?",
    p90: "number?",
    violations: "number",
    worstExcess: "number",
    accuracyLoss: "number?",
  });
  sameFields<SweepEvaluation>(["recommend-evaluate", "$defs", "sweep"], {
    device: "string",
    software: "array",
    candidates: "number",
    single: "object",
    mix: "object",
  });
  sameFields<RoundPairEvaluation>(["recommend-evaluate", "$defs", "pair"], {
    pair: "object",
    asPlanned: "object",
    scaled: "object",
    withoutProbes: "object",
  });
  sameFields<RoundName>(["recommend-evaluate", "$defs", "round"], {
    device: "string",
    backend: "string",
    software: "string",
    round: "string",
  });
  sameFields<DatasetEntry>(["datasets", "$defs", "dataset"], {
    id: "string",
    title: "string",
    rows: "number",
    licence: "string",
    origin: "string?",
    commit: "string?",
    rowsWithEnergy: "number?",
    caveats: "array?",
  });
  sameFields<CountedLayer>(["count", "$defs", "layer"], {
    name: "string",
    kind: "string",
    op: "string",
    macs: "number",
    params: "number",
    macsPerOutput: "number",
    ops: "number",
    outputShape: "array",
    stage: "number?",
  });
  sameFields<CountedKind>(["count", "$defs", "kind"], {
    kind: "string",
    layers: "number",
    macs: "number",
    params: "number",
    ops: "number",
  });
  sameBody<PowerDocument>("power", {
    schema: "string",
    format: "string",
    verified: "boolean",
    quality: "string?",
    channels: "array",
    windowSource: "string",
    windows: "array",
    repeats: "object?",
    idle: "object?",
    alignment: "object?",
    runs: "array",
    findings: "array",
  });
  sameFields<PowerChannel>(["power", "$defs", "channel"], {
    name: "string",
    kind: "string",
    chosen: "boolean",
    basis: "string?",
    samples: "number",
    start: "number",
    end: "number",
    covered: "number",
    energy: "number",
    power: "number",
    minPower: "number?",
    maxPower: "number?",
    interval: "number?",
    updateInterval: "number?",
    resolution: "number?",
  });
  sameFields<PowerUncertainty>(["power", "$defs", "uncertainty"], {
    sampling: "number?",
    resolution: "number",
    edges: "number",
    total: "number",
  });
  sameFields<PowerWindow>(["power", "$defs", "window"], {
    name: "string",
    start: "number",
    end: "number",
    duration: "number",
    covered: "number",
    samples: "number",
    energy: "number",
    power: "number",
    energyAboveIdle: "number?",
    inferences: "number?",
    energyPerInference: "number?",
    energyPerInferenceAboveIdle: "number?",
    uncertainty: "object",
    basis: "string?",
    quality: "string?",
  });
  sameFields<PowerIdle>(["power", "$defs", "idle"], {
    power: "number",
    interval: "object?",
    source: "string",
    duration: "number?",
  });
  sameFields<PowerAlignment>(["power", "$defs", "alignment"], {
    offset: "number",
    method: "string",
    correlation: "number?",
    runnerUp: "number?",
    resolution: "number?",
  });
  sameFields<PowerRepeats>(["power", "$defs", "repeats"], {
    windows: "number",
    per: "string",
    energy: "number",
    deviation: "number",
    interval: "object",
  });
  sameFields<PowerRun>(["power", "$defs", "run"], {
    name: "string",
    model: "string?",
    threads: "number?",
    inferences: "number?",
    duration: "number?",
    energy: "number?",
    power: "number?",
    energyPerInference: "number?",
    latency: "object?",
    basis: "string?",
    quality: "string?",
    notes: "array?",
  });
  sameFields<PowerFinding>(["power", "$defs", "finding"], {
    code: "string",
    message: "string",
    count: "number",
    line: "number?",
  });
  sameBody<CountDocument>("count", {
    schema: "string",
    network: "string",
    macs: "number",
    params: "number",
    ops: "number",
    opsConvention: "string",
    weightBytes: "number",
    byKind: "array",
    layers: "array",
    unsupported: "array",
    notes: "array",
  });
  sameFields<MemoryTimelineStep>(["memory", "$defs", "step"], { layer: "string", live: "number" });
  sameFields<PlannedBuffer>(["memory", "$defs", "buffer"], {
    tensors: "array",
    size: "number",
    offset: "number",
    firstUse: "number",
    lastUse: "number",
  });
  sameFields<MemoryNeed>(["memory", "$defs", "need"], {
    needed: "number",
    available: "number?",
    fits: "boolean?",
    shortfall: "number?",
  });
  sameBody<MemoryDocument>("memory", {
    schema: "string",
    network: "string",
    peakActivationBytes: "number",
    order: "string",
    orderLowerBoundBytes: "number?",
    inPlace: "boolean",
    fuse: "boolean?",
    plan: "string",
    alignment: "number",
    arenaBytes: "number",
    lowerBoundBytes: "number",
    weightBytes: "number",
    footprintBytes: "number",
    timeline: "array",
    buffers: "array",
    fits: "object?",
    notes: "array",
  });
  sameFields<EstimatedLayer>(["estimate", "$defs", "layer"], {
    name: "string",
    kind: "string",
    macs: "number",
    energy: "number?",
    latency: "number?",
    extrapolated: "boolean?",
    latencyCycles: "number?",
    mapping: "object?",
    utilisation: "object?",
    macEnergy: "number?",
    accesses: "array?",
    core: "string?",
    startCycle: "number?",
    endCycle: "number?",
  });
  sameFields<EstimatedCore>(["estimate", "$defs", "core"], {
    id: "string",
    role: "string",
    busyCycles: "number",
    peakMemoryBytes: "number",
    memory: "array",
  });
  sameFields<EstimatedEnergySplit>(["estimate", "properties", "energySplit"], {
    mac: "number",
    onChip: "number",
    offChip: "number",
    links: "number",
    static: "number",
  });
  sameFields<EstimatedStage>(["estimate", "$defs", "stage"], {
    energy: "number",
    latencyCycles: "number",
    cumulativeEnergy: "number",
    cumulativeLatencyCycles: "number",
  });
  sameFields<EstimatedMapping>(["estimate", "$defs", "mapping"], {
    source: "string",
    orders: "number?",
    evaluated: "number",
    spatial: "array",
    temporal: "array",
  });
  sameFields<EstimatedAccesses>(["estimate", "$defs", "accesses"], {
    memory: "string",
    operand: "string",
    reads: "number",
    writes: "number",
    energy: "number",
  });
  sameFields<EstimatedKind>(["estimate", "$defs", "kind"], {
    layers: "number",
    macs: "number",
    energy: "number?",
    latency: "number?",
  });
  sameFields<EstimatedTraffic>(["estimate", "$defs", "traffic"], {
    memory: "string",
    read: "number",
    written: "number",
    energy: "number",
  });
  sameBody<EstimateDocument>("estimate", {
    schema: "string",
    network: "string",
    device: "string",
    deviceKind: "string",
    energy: "number",
    latency: "number?",
    latencyCycles: "number?",
    convention: "string?",
    objective: "string?",
    interval: "object",
    byKind: "object",
    layers: "array",
    energySplit: "object?",
    cores: "array?",
    allocation: "object?",
    stages: "array?",
    leastStages: "array?",
    exits: "object?",
    static: "object",
    operatingPoint: "object",
    operation: "object?",
    overhead: "object?",
    traffic: "array?",
    before: "object?",
    memory: "object",
    fits: "object",
    notes: "array",
  });
  sameBody<DevicesCharacteriseDocument>("devices-characterise", { schema: "string", device: "object" });
  sameFields<ModelEntry>(["models", "$defs", "model"], {
    model: "string",
    network: "string?",
    family: "string?",
    task: "string",
    precision: "string?",
    macs: "number?",
    params: "number?",
    accuracy: "number?",
    accuracyMetric: "string?",
    devices: "array",
    measurements: "number",
  });
  sameFields<DeviceEntry>(["devices", "$defs", "device"], {
    id: "string",
    title: "string?",
    kind: "string?",
    backends: "array",
    models: "number",
    measurements: "number",
    measurementsWithEnergy: "number",
  });
  sameFields<OutputFile>(["report", "$defs", "output"], {
    path: "string",
    kind: "string",
    sha256: "string",
    bytes: "number",
  });
  sameFields<DoctorCheck>(["doctor", "$defs", "check"], {
    name: "string",
    status: "string",
    found: "string?",
    expected: "string?",
    fix: "string?",
  });
  sameFields<NonNullable<BenchResult["peer"]>>(["bench-result", "$defs", "peer"], {
    name: "string",
    median: "number",
    iqr: "number",
    ratio: "number",
  });
  sameFields<NonNullable<OpTableEntry["points"]>[number]>(["device", "$defs", "opTablePoint"], {
    source: "string",
    unverified: "boolean?",
    assumed: "boolean?",
    macsPerOutput: "number",
    throughput: "number",
    interval: "object?",
  });
  sameFields<NonNullable<AcceleratorCore["array"]>>(["device", "$defs", "array"], {
    source: "string",
    unverified: "boolean?",
    assumed: "boolean?",
    dimensions: "array",
    unitEnergy: "number",
    bits: "number?",
  });
  sameFields<NonNullable<AcceleratorDevice["links"]>[number]>(["device", "$defs", "link"], {
    source: "string",
    unverified: "boolean?",
    assumed: "boolean?",
    from: "string",
    to: "string",
    widthBits: "number",
    energyPerBit: "number",
    bidirectional: "boolean?",
    bus: "string?",
  });
  sameFields<NonNullable<RoundPairEvaluation["scaled"]>>(
    ["recommend-evaluate", "$defs", "pair", "properties", "scaled"],
    { factor: "number", single: "object", mix: "object" },
  );
  sameFields<NonNullable<RoundPairEvaluation["pair"]>>(["recommend-evaluate", "$defs", "pair", "properties", "pair"], {
    older: "object",
    newer: "object",
    models: "number",
  });
  sameFields<NonNullable<RoundPairEvaluation["asPlanned"]>>(["recommend-evaluate", "$defs", "plan"], {
    single: "object",
    mix: "object",
  });
  sameFields<NonNullable<RecommendEvaluateDocument["inSample"]>>(["recommend-evaluate", "properties", "inSample"], {
    perRound: "array",
    perDevice: "array",
  });
  sameFields<NonNullable<Network["source"]>>(["network", "properties", "source"], {
    format: "string",
    producer: "string?",
    version: "string?",
  });
  sameFields<NonNullable<Network["unsupported"]>[number]>(["network", "properties", "unsupported", "items"], {
    op: "string",
    count: "number",
  });
  sameFields<NonNullable<Loops["padding"]>>(["network", "$defs", "loops", "properties", "padding"], {
    before: "array",
    after: "array",
  });
  sameFields<NonNullable<RooflineDevice["memories"]>[number]>(
    ["device", "$defs", "roofline", "properties", "memories", "items"],
    { name: "string", size: "object?", bandwidth: "object?", readEnergy: "object", writeEnergy: "object" },
  );
  sameFields<NonNullable<RooflineDevice["peak"]>[number]>(
    ["device", "$defs", "roofline", "properties", "peak", "items"],
    {
      value: "number",
      interval: "object?",
      source: "string",
      unverified: "boolean?",
      assumed: "boolean?",
      bits: "number",
    },
  );
  sameFields<NonNullable<RooflineDevice["utilisation"]>[number]>(
    ["device", "$defs", "roofline", "properties", "utilisation", "items"],
    {
      value: "number",
      interval: "object?",
      source: "string",
      unverified: "boolean?",
      assumed: "boolean?",
      kinds: "array",
    },
  );
  sameFields<NonNullable<RooflineDevice["macEnergy"]>[number]>(
    ["device", "$defs", "roofline", "properties", "macEnergy", "items"],
    {
      value: "number",
      interval: "object?",
      source: "string",
      unverified: "boolean?",
      assumed: "boolean?",
      bits: "number",
    },
  );
  sameFields<NonNullable<AcceleratorMemory["ports"]>[number]>(
    ["device", "$defs", "memory", "properties", "ports", "items"],
    { name: "string", kind: "string", widthBits: "number", minWidthBits: "number?", links: "array" },
  );
  sameFields<NonNullable<RecommendedMix["latency"]>>(["recommend", "$defs", "mix", "properties", "latency"], {
    mean: "number",
    worst: "number",
  });
  sameFields<Of<"inference">>(["budget", "$defs", "inference"], { kind: "string", energy: "number", hard: "boolean?" });
  sameFields<Of<"power">>(["budget", "$defs", "power"], {
    kind: "string",
    power: "number",
    rate: "number",
    hard: "boolean?",
  });
  sameFields<Of<"window">>(["budget", "$defs", "window"], {
    kind: "string",
    energy: "number",
    duration: "number",
    rate: "number",
    hard: "boolean?",
  });
  sameFields<Of<"battery">>(["budget", "$defs", "battery"], {
    kind: "string",
    battery: "object",
    lifetime: "number",
    rate: "number",
    hard: "boolean?",
  });
  sameFields<Omit<Study, "run">>(["study"], { id: "string", title: "string", summary: "string", parameters: "object" });
  sameFields<JoulebookDocument>(["document"], {
    schema: "string",
    version: "string",
    warnings: "array",
    inputs: "array",
  });
  sameBody<ErrorDocument>("error", { errors: "array", schema: "string" });
  sameBody<RecommendDocument>("recommend", {
    feasible: "boolean",
    budget: "object",
    single: "object?",
    mix: "object?",
    reasons: "array",
    alternatives: "array",
    devices: "array?",
    schema: "string",
  });
  sameBody<RecommendEvaluateDocument>("recommend-evaluate", {
    inSample: "object",
    outOfSample: "array",
    schema: "string",
  });
  sameBody<DatasetsDocument>("datasets", { datasets: "array", schema: "string" });
  sameBody<ModelsDocument>("models", { models: "array", schema: "string" });
  sameBody<DevicesDocument>("devices", { devices: "array", schema: "string" });
  sameBody<DevicesPointsDocument>("devices-points", { devices: "array", schema: "string" });
  sameFields<DevicePointsEntry>(["devices-points", "$defs", "device"], {
    device: "string",
    reference: "string",
    points: "array",
    staticPower: "object?",
    notFitted: "string?",
    estimateOn: "array",
  });
  sameFields<DevicePointEntry>(["devices-points", "$defs", "point"], {
    label: "string",
    voltage: "number?",
    clock: "number?",
    powerMode: "string?",
    measurements: "number",
    compared: "number",
    energy: "object?",
    time: "object?",
    idlePower: "number?",
  });
  sameFields<FittedStaticPower>(["devices-points", "$defs", "staticPower"], {
    power: "number",
    degreesOfFreedom: "number",
    residuals: "array",
  });
  sameBody<ReportDocument>("report", {
    study: "string",
    title: "string",
    parameters: "object",
    outputs: "array",
    pages: "number?",
    schema: "string",
  });
  sameBody<ReproduceDocument>("reproduce", { papers: "array", schema: "string" });
  sameFields<Pick<ReproducedPaperEntry, "paper" | "title"> & Partial<ReproducedPaperEntry>>(
    ["reproduce", "$defs", "paper"],
    {
      paper: "string",
      title: "string",
      verdicts: "object?",
      claims: "array?",
      figures: "array?",
      changes: "array?",
      outputs: "array?",
    },
  );
  sameFields<ReproducedFigure>(["reproduce", "$defs", "figure"], { id: "string", title: "string", rows: "number" });
  sameFields<ReproducedPaperEntry["verdicts"]>(["reproduce", "$defs", "verdicts"], {
    reproduced: "number",
    partly: "number",
    differs: "number",
    "not testable": "number",
  });
  sameBody<CascadeRunDocument>("cascade-run", {
    schema: "string",
    scenario: "string",
    mode: "string",
    figures: "object",
    latencies: "object?",
    literalPower: "number",
    simulation: "object",
    memory: "number?",
    worth: "object?",
    requirements: "array",
    assumed: "array",
  });
  sameBody<CascadeSweepDocument>("cascade-sweep", {
    schema: "string",
    scenario: "string",
    over: "string",
    events: "object?",
    varied: "array?",
    figures: "object",
    assumed: "array",
  });
  sameBody<CascadeCompareDocument>("cascade-compare", {
    schema: "string",
    scenario: "string",
    falseAlarms: "number",
    a: "object",
    b: "object",
    assumed: "array",
  });
  sameFields<CascadeOption>(["cascade-compare", "$defs", "option"], {
    network: "string",
    point: "string",
    rate: "number",
    hits: "number",
    of: "number",
    power: "number",
    staticPower: "number",
    resolution: "number",
    thresholds: "array",
    best: "object?",
  });
  sameFields<CascadeOptionRow>(["cascade-compare", "$defs", "threshold"], {
    frameRecall: "number",
    falseHit: "number",
    recall: "number",
    falseAlarms: "number",
    latency: "number?",
  });
  sameFields<CascadeLatencies>(["cascade-run", "$defs", "latencies"], { p50: "number", p90: "number", p99: "number" });
  sameBody<CascadeOptimiseDocument>("cascade-optimise", {
    schema: "string",
    scenario: "string",
    samples: "number",
    seed: "number",
    feasible: "number",
    best: "object",
    front: "array",
    requirements: "array",
    eventRates: "array",
    assumed: "array",
  });
  sameFields<CascadeFigures>(["cascade-run", "$defs", "figures"], {
    power: "number",
    staticPower: "number",
    sensorPower: "number",
    staticShare: "number",
    stages: "array",
    recall: "number",
    precision: "number",
    falseAlarms: "number",
    falseAlarmTime: "number?",
    latency: "number?",
    cloudCalls: "number",
    cloudBytes: "number",
    carbon: "number?",
    batteryLife: "number?",
  });
  sameFields<CascadeStageFigures>(["cascade-run", "$defs", "stage"], {
    name: "string",
    rate: "number",
    duty: "number",
    power: "number",
    frameRecall: "number",
    framePrecision: "number",
  });
  sameFields<CascadeFigures>(["cascade-sweep", "$defs", "figures"], {
    power: "number",
    staticPower: "number",
    sensorPower: "number",
    staticShare: "number",
    stages: "array",
    recall: "number",
    precision: "number",
    falseAlarms: "number",
    falseAlarmTime: "number?",
    latency: "number?",
    cloudCalls: "number",
    cloudBytes: "number",
    carbon: "number?",
    batteryLife: "number?",
  });
  sameFields<CascadeStageFigures>(["cascade-sweep", "$defs", "stage"], {
    name: "string",
    rate: "number",
    duty: "number",
    power: "number",
    frameRecall: "number",
    framePrecision: "number",
  });
  sameFields<CascadeFigures>(["cascade-optimise", "$defs", "figures"], {
    power: "number",
    staticPower: "number",
    sensorPower: "number",
    staticShare: "number",
    stages: "array",
    recall: "number",
    precision: "number",
    falseAlarms: "number",
    falseAlarmTime: "number?",
    latency: "number?",
    cloudCalls: "number",
    cloudBytes: "number",
    carbon: "number?",
    batteryLife: "number?",
  });
  sameFields<CascadeStageFigures>(["cascade-optimise", "$defs", "stage"], {
    name: "string",
    rate: "number",
    duty: "number",
    power: "number",
    frameRecall: "number",
    framePrecision: "number",
  });
  sameFields<CascadeSimulation>(["cascade-run", "$defs", "simulation"], {
    duration: "number",
    seed: "number",
    frames: "number",
    events: "number",
    figures: "object",
    latencies: "object?",
    intervals: "object",
  });
  sameFields<CascadeRequirement>(["cascade-run", "$defs", "requirement"], {
    requirement: "string",
    limit: "number",
    value: "number?",
    met: "boolean",
  });
  sameFields<CascadeCrossovers>(["cascade-run", "$defs", "crossovers"], { abandon: "number?", invest: "number?" });
  sameFields<CascadeWorth>(["cascade-run", "$defs", "worth"], {
    mediumOnly: "number",
    crossovers: "object",
    saved: "number",
    savedByEnergy: "number",
    savedByNumber: "number",
    smallNetworkShare: "number",
    largestMediumEnergy: "number?",
    largestMediumFactor: "number?",
  });
  sameFields<CascadeEventRow>(["cascade-sweep", "$defs", "eventRow"], {
    eventsPerHour: "number",
    mediumOnly: "number",
    sequential: "number",
    exclusive: "number",
    duty: "number",
    first: "number",
    second: "number",
  });
  sameFields<CascadeVariedRow>(["cascade-sweep", "$defs", "varied"], {
    path: "string",
    was: "string",
    is: "string",
    figures: "object?",
    problem: "string?",
  });
  sameFields<CascadeConfiguration>(["cascade-optimise", "$defs", "configuration"], {
    settings: "array",
    figures: "object",
    memory: "number?",
  });
  sameFields<CascadeStageSetting>(["cascade-optimise", "$defs", "setting"], {
    network: "string",
    point: "string",
    rate: "number",
    hits: "number",
    of: "number",
    recall: "number",
    patience: "number?",
  });
  sameBody<SearchDocument>("search", {
    schema: "string",
    study: "string",
    evaluator: "string",
    algorithm: "string",
    seed: "number",
    evaluations: "number",
    resumed: "number",
    failed: "number",
    feasible: "number",
    objectives: "array",
    constraints: "array",
    reference: "array",
    hypervolume: "number",
    progress: "array",
    front: "array",
    chosen: "number?",
    surrogates: "array?",
    log: "string",
  });
  sameFields<SearchObjective>(["search", "$defs", "objective"], {
    quantity: "string",
    direction: "string",
    unit: "string",
  });
  sameFields<SearchConstraint>(["search", "$defs", "constraint"], {
    name: "string?",
    quantity: "string",
    atMost: "number?",
    atLeast: "number?",
    unit: "string",
  });
  sameFields<SearchProgress>(["search", "$defs", "progress"], {
    evaluations: "number",
    front: "number",
    hypervolume: "number",
  });
  sameFields<SearchedDesign>(["search", "$defs", "design"], {
    design: "object",
    quantities: "object",
    reported: "array",
  });
  sameFields<ReportedValue>(["search", "$defs", "value"], { quantity: "string", value: "number", interval: "object?" });
  sameFields<SurrogateRecord>(["search", "$defs", "surrogate"], {
    evaluations: "number",
    learners: "array",
    tau: "array",
    batchTau: "array",
  });
  sameBody<ExitsEvaluateDocument>("exits-evaluate", {
    schema: "string",
    rule: "string",
    thresholds: "array",
    classThresholds: "array?",
    temperatures: "array?",
    costs: "object",
    fixedExits: "array",
    outcomes: "array",
    calibrationError: "array",
    width: "number?",
    reliability: "object?",
    merkelRule: "object?",
  });
  sameFields<NonNullable<ExitsEvaluateDocument["reliability"]>>(["exits-evaluate", "properties", "reliability"], {
    split: "string",
    exits: "array",
  });
  sameFields<NonNullable<ExitsEvaluateDocument["merkelRule"]>>(["exits-evaluate", "properties", "merkelRule"], {
    wanted: "number",
    beta1: "number",
    beta2: "number",
    split: "string",
    meanAccuracy: "array",
  });
  sameFields<ExitReliability>(["exits-evaluate", "$defs", "exitReliability"], {
    exit: "number",
    before: "object",
    temperature: "number?",
    after: "object?",
  });
  sameFields<ReliabilityBins>(["exits-evaluate", "$defs", "reliability"], {
    expectedCalibrationError: "number",
    bins: "array",
  });
  sameFields<ConfidenceBin>(["exits-evaluate", "$defs", "bin"], {
    low: "number",
    high: "number",
    count: "number",
    confidence: "number?",
    accuracy: "number?",
  });
  sameFields<ExitOutcome>(["exits-evaluate", "$defs", "outcome"], {
    split: "string",
    examples: "number",
    accuracy: "number",
    exitShares: "array",
    exitAccuracy: "array",
    energy: "number",
    latency: "number?",
    meanOfProducts: "number?",
    productOfMeans: "number?",
    worstEnergy: "number",
    worstLatency: "number?",
    p99Energy: "number",
    p99Latency: "number?",
    intervals: "object",
  });
  sameFields<ExitCostList>(["exits-evaluate", "$defs", "costs"], {
    unit: "string",
    energy: "array",
    latency: "array?",
    heads: "string?",
    static: "object?",
    operatingPoint: "string?",
  });
  sameFields<FixedExit>(["exits-evaluate", "$defs", "fixedExit"], {
    exit: "number",
    accuracy: "number",
    energy: "number",
    width: "number?",
  });
  sameBody<ExitsTuneDocument>("exits-tune", {
    schema: "string",
    rule: "string",
    thresholds: "array",
    classThresholds: "array?",
    temperatures: "array?",
    costs: "object",
    fixedExits: "array",
    method: "string",
    ascent: "object?",
    width: "number?",
    widths: "array?",
    shared: "object?",
    goal: "object",
    validation: "object",
    test: "object?",
    guarantee: "object?",
    baselines: "object",
    testBaselines: "object?",
    front: "array",
  });
  sameFields<ExitBaselines>(["exits-tune", "$defs", "baselines"], { step: "number?", line: "number?" });
  sameBody<TransferDocument>("transfer", {
    schema: "string",
    device: "string",
    level: "number",
    seed: "number",
    probes: "array",
    medianAbsError: "number?",
    p90AbsError: "number?",
    intervalCoverage: "number?",
    randomMedianAbsError: "number?",
    runtimes: "array",
    predictions: "array",
    recommendation: "object?",
    boards: "array",
  });
  sameFields<TransferProbe>(["transfer", "$defs", "probe"], {
    model: "string",
    backend: "string",
    energy: "number",
    energyQualities: "array?",
  });
  sameFields<TransferRuntime>(["transfer", "$defs", "runtime"], {
    backend: "string",
    models: "number",
    medianAbsError: "number",
    p90AbsError: "number",
    intervalCoverage: "number",
    randomMedianAbsError: "number",
    latency: "object?",
  });
  sameFields<TransferPrediction>(["transfer", "$defs", "prediction"], {
    model: "string",
    backend: "string",
    energy: "number",
    low: "number",
    high: "number",
    latency: "object?",
    accuracy: "number?",
    measured: "number?",
    measuredQualities: "array?",
  });
  sameBody<ProbesDocument>("probes", { schema: "string", backend: "string", probes: "array" });
  sameBody<IngestDocument>("ingest", { store: "string", files: "array", schema: "string" });
  sameFields<IngestedTable>(["ingest", "$defs", "table"], {
    file: "string",
    dataset: "string",
    status: "string",
    rows: "number",
    rejected: "number",
    log: "string?",
    rejects: "string?",
    columns: "array",
  });
  sameFields<IngestedColumn>(["ingest", "$defs", "column"], { header: "string", column: "string", unit: "string?" });
  sameBody<IngestMapDocument>("ingest-map", {
    file: "string",
    columns: "object",
    decimal: "string?",
    constants: "object",
    schema: "string",
  });
  sameBody<QualityDocument>("quality", { datasets: "array", schema: "string" });
  sameFields<DatasetQuality>(["quality", "$defs", "dataset"], {
    dataset: "string",
    rows: "number",
    withEnergy: "number",
    duplicates: "array",
    impossible: "array",
    outliers: "array",
    predicted: "number",
    coverage: "object",
  });
  sameBody<QueryDocument>("query", {
    store: "string",
    columns: "array",
    rows: "array",
    truncated: "boolean",
    schema: "string",
  });
  sameFields<QueryColumn>(["query", "$defs", "column"], { name: "string", type: "string" });
  sameBody<ExportDocument>("export", { store: "string", format: "string", outputs: "array", schema: "string" });
  sameBody<TrainDocument>("train", { experiments: "array", schema: "string" });
  sameFields<TrainedExperiment>(["train", "$defs", "experiment"], {
    name: "string",
    data: "string",
    exits: "array",
    validationAccuracy: "array",
    testAccuracy: "array",
    epochs: "number",
    keptEpoch: "number",
    stopped: "string",
    outputs: "array",
  });
  sameBody<NotebookRunDocument>("notebook-run", { parameters: "object", notebooks: "array", schema: "string" });
  sameFields<NotebookRunEntry>(["notebook-run", "$defs", "notebook"], {
    file: "string",
    out: "string",
    ok: "boolean",
    cells: "number",
    executed: "number",
    error: "object?",
  });
  sameFields<NonNullable<NotebookRunEntry["error"]>>(["notebook-run", "$defs", "error"], {
    cell: "number?",
    line: "number?",
    source: "string?",
    name: "string",
    message: "string",
  });
  sameBody<NotebookParamsDocument>("notebook-params", { file: "string", parameters: "array", schema: "string" });
  sameFields<NotebookParameterEntry>(["notebook-params", "$defs", "parameter"], {
    name: "string",
    type: "string",
    default: "string", // or a number, or a boolean
    allowed: "array?",
    description: "string?",
  });
  sameBody<NotebookCheckDocument>("notebook-check", { ok: "boolean", notebooks: "array", schema: "string" });
  sameBody<KernelInstallDocument>("kernel-install", {
    folder: "string",
    displayName: "string",
    argv: "array",
    tslab: "string",
    schema: "string",
  });
  sameBody<DoctorDocument>("doctor", { ok: "boolean", checks: "array", schema: "string" });
  sameValues<Interval["method"]>(["interval", "properties", "method"], {
    bootstrap: true,
    "held-out": true,
    table: true,
    declared: true,
  });
  sameValues<EnergyBasis>(["measurement", "$defs", "energyBasis"], {
    wall: true,
    board: true,
    rail: true,
    counter: true,
    model: true,
  });
  sameValues<EnergyQuality>(["measurement", "$defs", "energyQuality"], {
    counter: true,
    model: true,
    "external-analyser": true,
    "on-board-sensor": true,
    derived: true,
  });
  sameValues<CandidateOrigin>(["candidate", "properties", "origin"], {
    measured: true,
    estimated: true,
    "exit-policy": true,
    cascade: true,
  });
  sameValues<Evidence>(["candidate", "properties", "evidence"], { measured: true, estimated: true, transferred: true });
  sameValues<Verdict>(["claim", "properties", "verdict"], {
    reproduced: true,
    partly: true,
    differs: true,
    "not testable": true,
  });
  sameValues<LayerKind>(["network", "$defs", "kind"], {
    convolution: true,
    "pointwise-convolution": true,
    "depthwise-convolution": true,
    "grouped-convolution": true,
    "transposed-convolution": true,
    dense: true,
    "matrix-product": true,
    attention: true,
    lstm: true,
    gru: true,
    rnn: true,
    svdf: true,
    "max-pooling": true,
    "average-pooling": true,
    normalisation: true,
    activation: true,
    softmax: true,
    addition: true,
    multiplication: true,
    elementwise: true,
    reduction: true,
    resize: true,
    embedding: true,
    quantisation: true,
    "data-movement": true,
    view: true,
    control: true,
    other: true,
  });
  sameValues<AcceleratorCore["role"]>(["device", "$defs", "core", "properties", "role"], {
    compute: true,
    pooling: true,
    simd: true,
    "off-chip": true,
  });
  sameValues<OpTableEntry["counts"]>(["device", "$defs", "opTableEntry", "properties", "counts"], {
    macs: true,
    ops: true,
    outputs: true,
  });
  sameValues<DeviceFit["quantity"]>(["device", "$defs", "fit", "properties", "quantity"], {
    energy: true,
    latency: true,
  });
  sameValues<OutputFile["kind"]>(["report", "$defs", "output", "properties", "kind"], {
    html: true,
    pdf: true,
    svg: true,
    csv: true,
    json: true,
    png: true,
    markdown: true,
    jsonl: true,
    parquet: true,
  });
  sameValues<DoctorCheck["status"]>(["doctor", "$defs", "check", "properties", "status"], {
    ok: true,
    warning: true,
    missing: true,
    failed: true,
  });
  sameValues<RecommendedModel["evidence"]>(["recommend", "$defs", "model", "properties", "evidence"], {
    measured: true,
    estimated: true,
    transferred: true,
  });
  sameValues<Device["kind"]>(["device", "properties", "kind"], {
    "op-table": true,
    roofline: true,
    accelerator: true,
    measured: true,
  });
  sameValues<Budget["kind"]>(["budget", "$defs", "open", "properties", "kind"], {
    inference: true,
    power: true,
    window: true,
    battery: true,
  });

  it("for every schema", () => {
    expect([...tested].toSorted()).toEqual([...schemaNames]);
  });
});
