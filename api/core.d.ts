// Public types of @joulebook/core. Written by `npm run api`; a change belongs into CHANGELOG.md.

export interface AcceleratorCore {
    readonly id: string;
    readonly role: "compute" | "pooling" | "simd" | "off-chip";
    readonly array?: Sourced & {
        readonly dimensions: readonly {
            readonly name: string;
            readonly size: number;
        }[];
        readonly unitEnergy: number;
        readonly bits?: number;
    };
    readonly memories: readonly AcceleratorMemory[];
    readonly ops?: readonly string[];
    readonly dataflows?: Readonly<Record<string, Readonly<Record<string, readonly {
        readonly loop: string;
        readonly factor: number;
    }[]>>>>;
    readonly operandNames?: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly staticPower?: SourcedNumber;
}

export interface AcceleratorDevice extends DeviceBase {
    readonly kind: "accelerator";
    readonly technology?: string;
    readonly cores: readonly AcceleratorCore[];
    readonly links?: readonly (Sourced & {
        readonly from: string;
        readonly to: string;
        readonly widthBits: number;
        readonly energyPerBit: number;
        readonly bidirectional?: boolean;
        readonly bus?: string;
    })[];
}

export interface AcceleratorMemory extends Sourced {
    readonly name: string;
    readonly sizeBits: number;
    readonly readEnergy: number;
    readonly writeEnergy: number;
    readonly operands: readonly string[];
    readonly servedDimensions: readonly string[];
    readonly ports: readonly {
        readonly name: string;
        readonly kind: "read" | "write" | "read-write";
        readonly widthBits: number;
        readonly minWidthBits?: number;
        readonly links: readonly MemoryLink[];
    }[];
    readonly doubleBuffered?: boolean;
}

export interface AccuracyRange {
    readonly min: Fraction;
    readonly max: Fraction;
}

export interface Assumption {
    readonly code: "idle-power-unknown" | "idle-inclusion-unknown" | "latency-unknown" | "idle-above-run";
    readonly text: string;
}

export type AssumptionScope = "inference" | "power";

export interface Battery {
    readonly capacity: Joules;
    readonly depthOfDischarge?: Fraction;
    readonly selfDischargePerMonth?: Fraction;
    readonly efficiency?: Fraction;
}

export interface BenchResult {
    readonly name: string;
    readonly unit: string;
    readonly median: number;
    readonly iqr: number;
    readonly n: number;
    readonly peer?: {
        readonly name: string;
        readonly median: number;
        readonly iqr: number;
        readonly ratio: number;
    };
    readonly machine: string;
    readonly commit: string;
}

export interface BenchmarkCard {
    readonly chip: string;
    readonly network: string;
    readonly voltage?: Volts;
    readonly clock?: Hertz;
    readonly energy?: Joules;
    readonly power?: Watts;
    readonly staticPower?: Watts;
    readonly maxRate?: Hertz;
    readonly performanceChange?: number;
    readonly macs?: Macs;
    readonly peakOps?: number;
    readonly peakOpsPerJoule?: number;
    readonly takenAt?: Partial<Readonly<Record<Measured, {
        readonly voltage?: Volts;
        readonly clock?: Hertz;
    }>>>;
}

export interface BootstrapOptions {
    readonly random?: Random;
    readonly seed?: number;
    readonly resamples?: number;
    readonly level?: number;
}

export type Budget = {
    readonly kind: "inference";
    readonly energy: Joules;
    readonly hard?: boolean;
} | {
    readonly kind: "power";
    readonly power: Watts;
    readonly rate: Hertz;
    readonly hard?: boolean;
} | {
    readonly kind: "window";
    readonly energy: Joules;
    readonly duration: Seconds;
    readonly rate: Hertz;
    readonly hard?: boolean;
} | {
    readonly kind: "battery";
    readonly battery: Battery;
    readonly lifetime: Seconds;
    readonly rate: Hertz;
    readonly hard?: boolean;
};

export interface BudgetAxis {
    readonly unit: "J" | "W";
    readonly limit: number;
    readonly rate?: Hertz;
    readonly hard: boolean;
    readonly cost: (candidate: Inference) => number;
    readonly assumptions: (candidate: Inference) => readonly Assumption[];
}

export interface BudgetOptions {
    readonly budget?: string | undefined;
    readonly power?: string | undefined;
    readonly energy?: string | undefined;
    readonly window?: string | undefined;
    readonly battery?: string | undefined;
    readonly lifetime?: string | undefined;
    readonly rate?: string | undefined;
    readonly depthOfDischarge?: string | undefined;
    readonly selfDischarge?: string | undefined;
    readonly efficiency?: string | undefined;
    readonly hard?: boolean | undefined;
}

export type Bytes = number;

export interface Candidate {
    readonly id: string;
    readonly model: string;
    readonly device: string;
    readonly origin: CandidateOrigin;
    readonly evidence: Evidence;
    readonly energy: Joules;
    readonly energyMax?: Joules;
    readonly energyInterval?: Interval;
    readonly energyBasis?: EnergyBasis;
    readonly energyQuality?: EnergyQuality;
    readonly idleIncluded?: boolean;
    readonly idlePower?: Watts;
    readonly accuracy: Fraction;
    readonly accuracyInterval?: Interval;
    readonly latency?: LatencySummary;
    readonly latencyInterval?: Interval;
    readonly memory?: Bytes;
    readonly memoryInterval?: Interval;
    readonly price?: number;
    readonly keys: Readonly<Record<string, string | number>>;
    readonly assumed?: readonly string[];
    readonly notes?: readonly string[];
}

export interface CandidateFigures {
    readonly id: string;
    readonly device: string;
    readonly energy: Joules;
    readonly energyMax?: Joules | undefined;
    readonly energyInterval?: Interval | undefined;
    readonly idleIncluded?: boolean | undefined;
    readonly idlePower?: Watts | undefined;
    readonly accuracy: Fraction;
    readonly latency?: LatencySummary | undefined;
    readonly latencyInterval?: Interval | undefined;
    readonly memory?: Bytes | undefined;
    readonly price?: number | undefined;
    readonly keys?: Readonly<Record<string, string | number | undefined>> | undefined;
}

export type CandidateOrigin = "measured" | "estimated" | "exit-policy" | "cascade";

export interface CandidateTable {
    readonly length: number;
    readonly at: (index: number) => Candidate;
    readonly figures: (index: number) => CandidateFigures;
}

export interface CascadeCompareDocument extends JoulebookDocument<"cascade-compare"> {
    readonly scenario: string;
    readonly falseAlarms: number;
    readonly a: CascadeOption;
    readonly b: CascadeOption;
    readonly assumed: readonly string[];
}

export interface CascadeConfiguration {
    readonly settings: readonly CascadeStageSetting[];
    readonly figures: CascadeFigures;
    readonly memory?: number;
}

export interface CascadeCrossovers {
    readonly abandon?: number;
    readonly invest?: number;
}

export interface CascadeEventRow {
    readonly eventsPerHour: number;
    readonly mediumOnly: number;
    readonly sequential: number;
    readonly exclusive: number;
    readonly duty: number;
    readonly first: number;
    readonly second: number;
}

export interface CascadeFigures {
    readonly power: number;
    readonly staticPower: number;
    readonly sensorPower: number;
    readonly staticShare: number;
    readonly stages: readonly CascadeStageFigures[];
    readonly recall: number;
    readonly precision: number;
    readonly falseAlarms: number;
    readonly falseAlarmTime?: number;
    readonly latency?: number;
    readonly cloudCalls: number;
    readonly cloudBytes: number;
    readonly carbon?: number;
    readonly batteryLife?: number;
}

export interface CascadeLatencies {
    readonly p50: number;
    readonly p90: number;
    readonly p99: number;
}

export interface CascadeOptimiseDocument extends JoulebookDocument<"cascade-optimise"> {
    readonly scenario: string;
    readonly samples: number;
    readonly seed: number;
    readonly feasible: number;
    readonly best: CascadeConfiguration;
    readonly front: readonly CascadeConfiguration[];
    readonly requirements: readonly {
        readonly requirement: string;
        readonly limit: number;
        readonly powerWithout: number;
        readonly binds: boolean;
    }[];
    readonly eventRates: readonly {
        readonly factor: number;
        readonly power: number;
        readonly recall: number;
        readonly falseAlarms: number;
        readonly missed: readonly string[];
    }[];
    readonly assumed: readonly string[];
}

export interface CascadeOption {
    readonly network: string;
    readonly point: string;
    readonly rate: number;
    readonly hits: number;
    readonly of: number;
    readonly power: number;
    readonly staticPower: number;
    readonly resolution: number;
    readonly thresholds: readonly CascadeOptionRow[];
    readonly best?: CascadeOptionRow;
}

export interface CascadeOptionRow {
    readonly frameRecall: number;
    readonly falseHit: number;
    readonly recall: number;
    readonly falseAlarms: number;
    readonly latency?: number;
}

export interface CascadeRequirement {
    readonly requirement: string;
    readonly limit: number;
    readonly value?: number;
    readonly met: boolean;
}

export interface CascadeRunDocument extends JoulebookDocument<"cascade-run"> {
    readonly scenario: string;
    readonly mode: string;
    readonly figures: CascadeFigures;
    readonly latencies?: CascadeLatencies;
    readonly literalPower: number;
    readonly simulation: CascadeSimulation;
    readonly memory?: number;
    readonly worth?: CascadeWorth;
    readonly requirements: readonly CascadeRequirement[];
    readonly assumed: readonly string[];
}

export interface CascadeSimulation {
    readonly duration: number;
    readonly seed: number;
    readonly frames: number;
    readonly events: number;
    readonly figures: CascadeFigures;
    readonly latencies?: CascadeLatencies;
    readonly intervals: Readonly<Record<string, Interval>>;
}

export interface CascadeStageFigures {
    readonly name: string;
    readonly rate: number;
    readonly duty: number;
    readonly power: number;
    readonly frameRecall: number;
    readonly framePrecision: number;
}

export interface CascadeStageSetting {
    readonly network: string;
    readonly point: string;
    readonly rate: number;
    readonly hits: number;
    readonly of: number;
    readonly recall: number;
    readonly patience?: number;
}

export interface CascadeSweepDocument extends JoulebookDocument<"cascade-sweep"> {
    readonly scenario: string;
    readonly over: "events" | "assumed" | "rate" | "confirmation" | "calibration";
    readonly events?: {
        readonly rows: readonly CascadeEventRow[];
        readonly exclusive: CascadeCrossovers;
        readonly sequential: CascadeCrossovers;
    };
    readonly varied?: readonly CascadeVariedRow[];
    readonly figures: CascadeFigures;
    readonly assumed: readonly string[];
}

export interface CascadeVariedRow {
    readonly path: string;
    readonly was: string;
    readonly is: string;
    readonly figures?: CascadeFigures;
    readonly problem?: string;
}

export interface CascadeWorth {
    readonly mediumOnly: number;
    readonly crossovers: CascadeCrossovers;
    readonly saved: number;
    readonly savedByEnergy: number;
    readonly savedByNumber: number;
    readonly smallNetworkShare: number;
    readonly largestMediumEnergy?: number;
    readonly largestMediumFactor?: number;
}

export interface ChoiceErrors {
    readonly budgets: number;
    readonly answered: number;
    readonly median?: Fraction;
    readonly p90?: Fraction;
    readonly violations: number;
    readonly worstExcess: number;
    readonly accuracyLoss?: number;
}

export interface Cholesky {
    readonly size: number;
    readonly lower: Float64Array;
    readonly logDeterminant: number;
}

export interface Claim {
    readonly paper: string;
    readonly place: string;
    readonly statement: string;
    readonly published?: number | string;
    readonly ours?: number | string;
    readonly interval?: Interval;
    readonly tolerance?: number;
    readonly unit?: string;
    readonly verdict: Verdict;
    readonly why: string;
}

export interface Conditions extends PointConditions {
    readonly name: string;
}

export interface ConfidenceBin {
    readonly low: Fraction;
    readonly high: Fraction;
    readonly count: number;
    readonly confidence?: Fraction;
    readonly accuracy?: Fraction;
}

export interface Configuration {
    readonly backend?: string;
    readonly software?: string;
    readonly precision?: string;
    readonly threads?: number;
    readonly powerMode?: string;
    readonly clock?: Hertz;
    readonly voltage?: Volts;
    readonly batch?: number;
    readonly scenario?: string;
}

export type CostCurve = ExponentialCurve | RationalCurve;

export interface CostModel<D> {
    readonly alpha: Fraction;
    readonly decision: CostTerm<D>;
    readonly execution: CostTerm<D>;
}

export interface CostTerm<D> {
    readonly name: string;
    readonly value: (design: D) => number;
}

export interface CountDocument extends JoulebookDocument<"count"> {
    readonly network: string;
    readonly macs: Macs;
    readonly params: number;
    readonly ops: number;
    readonly opsConvention: string;
    readonly weightBytes: Bytes;
    readonly byKind: readonly CountedKind[];
    readonly layers: readonly CountedLayer[];
    readonly unsupported: Network["unsupported"];
    readonly notes: readonly string[];
}

export interface CountedKind {
    readonly kind: LayerKind;
    readonly layers: number;
    readonly macs: Macs;
    readonly params: number;
    readonly ops: number;
}

export interface CountedLayer {
    readonly name: string;
    readonly kind: LayerKind;
    readonly op: string;
    readonly macs: Macs;
    readonly params: number;
    readonly macsPerOutput: number;
    readonly ops: number;
    readonly outputShape: readonly number[];
    readonly stage?: number;
}

export interface Crossover {
    readonly rate: Hertz;
    readonly power: Watts;
}

export interface CurveFit<C extends CostCurve = CostCurve> {
    readonly curve: C;
    readonly n: number;
    readonly r2: number | undefined;
    readonly residuals: readonly number[];
    readonly residualDeviation: number;
    readonly standardErrors: {
        readonly a: number;
        readonly b: number;
    };
    readonly intervals: {
        readonly a: ParameterInterval;
        readonly b: ParameterInterval;
    };
    readonly converged: boolean;
}

export interface DatasetEntry {
    readonly id: string;
    readonly title: string;
    readonly rows: number;
    readonly licence: string;
    readonly origin?: string;
    readonly commit?: string;
    readonly rowsWithEnergy?: number;
    readonly caveats?: readonly string[];
}

export interface DatasetQuality {
    readonly dataset: string;
    readonly rows: number;
    readonly withEnergy: number;
    readonly duplicates: readonly {
        readonly ids: readonly string[];
        readonly identical: boolean;
        readonly energySpread?: number;
    }[];
    readonly impossible: readonly {
        readonly id: string;
        readonly code: string;
        readonly message: string;
    }[];
    readonly outliers: readonly {
        readonly id: string;
        readonly quantity: string;
        readonly measured: number;
        readonly predicted: number;
        readonly ratio: number;
        readonly usual: number;
        readonly score: number;
    }[];
    readonly predicted: number;
    readonly coverage: {
        readonly models: readonly string[];
        readonly devices: readonly string[];
        readonly counts: readonly (readonly number[])[];
        readonly covered: number;
    };
}

export interface DatasetsDocument extends JoulebookDocument<"datasets"> {
    readonly datasets: readonly DatasetEntry[];
}

export interface DecisionExecution {
    readonly executionEnergy: Joules;
    readonly penalty: number;
}

export type Device = OpTableDevice | RooflineDevice | AcceleratorDevice | MeasuredDevice;

export interface DeviceBase {
    readonly schema: "joulebook/device@1";
    readonly id: string;
    readonly title: string;
    readonly sources: Readonly<Record<string, DeviceSource>>;
    readonly notes?: readonly string[];
    readonly clock?: SourcedNumber;
    readonly voltage?: SourcedNumber;
    readonly idlePower?: SourcedNumber;
    readonly flash?: SourcedNumber;
    readonly sram?: SourcedNumber;
    readonly operatingPoints?: readonly OperatingPoint[];
    readonly staticPowerResiduals?: StaticPowerResiduals;
    readonly powerModes?: readonly PowerMode[];
}

export interface DeviceEntry {
    readonly id: string;
    readonly title?: string;
    readonly kind?: "op-table" | "roofline" | "accelerator" | "measured";
    readonly backends: readonly string[];
    readonly models: number;
    readonly measurements: number;
    readonly measurementsWithEnergy: number;
}

export interface DeviceFit extends Sourced {
    readonly quantity: "energy" | "latency";
    readonly energyBasis?: EnergyBasis;
    readonly idleIncluded?: boolean;
    readonly backend?: string;
    readonly software?: string;
    readonly precision?: string;
    readonly form: string;
    readonly coefficients: readonly {
        readonly feature: string;
        readonly value: number;
        readonly interval?: Interval;
    }[];
    readonly parameters?: Readonly<Record<string, number | string | readonly number[] | readonly string[]>>;
    readonly range: Readonly<Record<string, {
        readonly low: number;
        readonly high: number;
    }>>;
    readonly residuals: FitResiduals;
}

export interface DevicePointEntry {
    readonly label: string;
    readonly voltage?: Volts;
    readonly clock?: Hertz;
    readonly powerMode?: string;
    readonly measurements: number;
    readonly compared: number;
    readonly energy?: MeasuredRatio;
    readonly time?: MeasuredRatio;
    readonly idlePower?: Watts;
}

export interface DevicePointsEntry {
    readonly device: string;
    readonly reference: string;
    readonly points: readonly DevicePointEntry[];
    readonly staticPower?: FittedStaticPower;
    readonly notFitted?: string;
    readonly estimateOn: readonly string[];
}

export interface DeviceSource {
    readonly title: string;
    readonly url?: string;
    readonly licence?: string;
    readonly note?: string;
}

export interface DevicesCharacteriseDocument extends JoulebookDocument<"devices-characterise"> {
    readonly device: OpTableDevice;
}

export interface DevicesDocument extends JoulebookDocument<"devices"> {
    readonly devices: readonly DeviceEntry[];
}

export interface DevicesPointsDocument extends JoulebookDocument<"devices-points"> {
    readonly devices: readonly DevicePointsEntry[];
}

export interface DiscreteOptimum<D> {
    readonly design: D;
    readonly index: number;
    readonly cost: number;
}

export interface DoctorCheck {
    readonly name: string;
    readonly status: "ok" | "warning" | "missing" | "failed";
    readonly found?: string;
    readonly expected?: string;
    readonly fix?: string;
}

export interface DoctorDocument extends JoulebookDocument<"doctor"> {
    readonly ok: boolean;
    readonly checks: readonly DoctorCheck[];
}

export interface EnergyAtVoltage {
    readonly voltage: Volts;
    readonly energy: Joules;
    readonly latency: Seconds;
}

export type EnergyBasis = "wall" | "board" | "rail" | "counter" | "model";

export type EnergyQuality = "external-analyser" | "on-board-sensor" | "counter" | "derived" | "model";

export interface ErrorDocument extends JoulebookDocument<"error"> {
    readonly errors: readonly Problem[];
}

export interface EstimateDocument extends JoulebookDocument<"estimate"> {
    readonly network: string;
    readonly device: string;
    readonly deviceKind: Device["kind"];
    readonly energy: Joules;
    readonly static: EstimatedStatic;
    readonly operatingPoint: {
        readonly name?: string;
        readonly voltage?: Volts;
        readonly clock?: Hertz;
    };
    readonly latency?: Seconds;
    readonly latencyCycles?: number;
    readonly convention?: "zigzag" | "stream" | "sound";
    readonly objective?: "latency" | "energy" | "edp";
    readonly interval: {
        readonly energy?: Interval;
        readonly latency?: Interval;
    };
    readonly byKind: Readonly<Partial<Record<LayerKind, EstimatedKind>>>;
    readonly layers: readonly EstimatedLayer[];
    readonly energySplit?: EstimatedEnergySplit;
    readonly cores?: readonly EstimatedCore[];
    readonly allocation?: {
        readonly method: "exhaustive" | "nsga-ii" | "stream" | "only";
        readonly evaluated: number;
        readonly seed: number;
    };
    readonly stages?: readonly EstimatedStage[];
    readonly leastStages?: readonly EstimatedStage[];
    readonly exits?: EstimatedExits;
    readonly operation?: EstimatedOperation;
    readonly overhead?: {
        readonly energy: Joules;
        readonly latency: Seconds;
    };
    readonly traffic?: readonly EstimatedTraffic[];
    readonly before?: {
        readonly energy: Joules;
        readonly latency: Seconds;
        readonly traffic?: readonly EstimatedTraffic[];
    };
    readonly memory: {
        readonly weightBytes: Bytes;
        readonly peakActivationBytes: Bytes;
        readonly arenaBytes: Bytes;
    };
    readonly fits: {
        readonly flash: MemoryNeed;
        readonly sram: MemoryNeed;
    };
    readonly notes: readonly string[];
}

export interface EstimatedAccesses {
    readonly memory: string;
    readonly operand: "O" | "W" | "I";
    readonly reads: number;
    readonly writes: number;
    readonly energy: Joules;
}

export interface EstimatedBaseline {
    readonly name: "all-exits" | "backbone";
    readonly energy: Joules;
    readonly latencyCycles: number;
    readonly energyDelay: number;
    readonly reduction: number;
}

export interface EstimatedCore {
    readonly id: string;
    readonly role: "compute" | "pooling" | "simd";
    readonly busyCycles: number;
    readonly peakMemoryBytes: Bytes;
    readonly memory: readonly {
        readonly cycle: number;
        readonly bytes: Bytes;
    }[];
}

export interface EstimatedEnergySplit {
    readonly mac: Joules;
    readonly onChip: Joules;
    readonly offChip: Joules;
    readonly links: Joules;
    readonly static: Joules;
}

export interface EstimatedExits {
    readonly shares: readonly Fraction[];
    readonly factor?: number;
    readonly meanEnergy: Joules;
    readonly meanLatencyCycles: number;
    readonly meanOfProducts: number;
    readonly productOfMeans: number;
    readonly leastMeanOfProducts?: number;
    readonly optimism?: number;
    readonly baselines: readonly EstimatedBaseline[];
}

export interface EstimatedKind {
    readonly layers: number;
    readonly macs: Macs;
    readonly energy?: Joules;
    readonly latency?: Seconds;
}

export interface EstimatedLayer {
    readonly name: string;
    readonly kind: LayerKind;
    readonly macs: Macs;
    readonly energy?: Joules;
    readonly latency?: Seconds;
    readonly extrapolated?: boolean;
    readonly latencyCycles?: number;
    readonly mapping?: EstimatedMapping;
    readonly utilisation?: {
        readonly spatial: Fraction;
        readonly ideal: Fraction;
        readonly whole: Fraction;
    };
    readonly macEnergy?: Joules;
    readonly accesses?: readonly EstimatedAccesses[];
    readonly core?: string;
    readonly startCycle?: number;
    readonly endCycle?: number;
}

export interface EstimatedMapping {
    readonly source: "given" | "searched";
    readonly orders?: number;
    readonly evaluated: number;
    readonly spatial: readonly {
        readonly array: string;
        readonly loop: string;
        readonly factor: number;
    }[];
    readonly temporal: readonly {
        readonly loop: string;
        readonly size: number;
    }[];
}

export interface EstimatedOperation {
    readonly base: EstimatedPoint;
    readonly point: EstimatedPoint;
    readonly energy: Joules;
    readonly latency: Seconds;
    readonly dynamicEnergy?: Joules;
    readonly staticEnergy?: Joules;
    readonly ownSupplyEnergy?: Joules;
    readonly ratios?: {
        readonly energy: MeasuredRatio;
        readonly time: MeasuredRatio;
        readonly compared: number;
    };
    readonly pace?: EstimatedPace;
}

export interface EstimatedPace {
    readonly deadline: Seconds;
    readonly paces: readonly {
        readonly point: string;
        readonly energy: Joules;
        readonly latency: Seconds;
        readonly slack: Seconds;
    }[];
    readonly best: string;
    readonly raceToIdle: string;
    readonly slowAndLow: string;
}

export interface EstimatedPoint {
    readonly name: string;
    readonly voltage?: Volts;
    readonly clock?: Hertz;
    readonly staticPower?: Watts;
    readonly idlePower?: Watts;
}

export interface EstimatedStage {
    readonly energy: Joules;
    readonly latencyCycles: number;
    readonly cumulativeEnergy: Joules;
    readonly cumulativeLatencyCycles: number;
}

export interface EstimatedStatic {
    readonly energy?: Joules;
    readonly power?: Watts;
    readonly obtained: "stated" | "measured" | "fitted" | "assumed" | "unverified" | "not known";
    readonly source: string;
}

export interface EstimatedTraffic {
    readonly memory: string;
    readonly read: Bytes;
    readonly written: Bytes;
    readonly energy: Joules;
}

export type Evidence = "measured" | "transferred" | "estimated";

export interface ExitBaselines {
    readonly step?: number;
    readonly line?: number;
}

export interface ExitCostList {
    readonly unit: string;
    readonly energy: readonly number[];
    readonly latency?: readonly number[];
    readonly heads?: "answering";
    readonly static?: Omit<EstimatedStatic, "energy">;
    readonly operatingPoint?: string;
}

export interface ExitOutcome {
    readonly split: "train" | "val" | "test";
    readonly examples: number;
    readonly accuracy: Fraction;
    readonly exitShares: readonly Fraction[];
    readonly exitAccuracy: readonly (Fraction | null)[];
    readonly energy: number;
    readonly latency?: number;
    readonly meanOfProducts?: number;
    readonly productOfMeans?: number;
    readonly worstEnergy: number;
    readonly worstLatency?: number;
    readonly p99Energy: number;
    readonly p99Latency?: number;
    readonly intervals: {
        readonly accuracy: Interval;
        readonly energy: Interval;
        readonly latency?: Interval;
    };
}

export interface ExitReliability {
    readonly exit: number;
    readonly before: ReliabilityBins;
    readonly temperature?: number;
    readonly after?: ReliabilityBins;
}

export interface ExitsEvaluateDocument extends JoulebookDocument<"exits-evaluate">, ExitsDocument {
    readonly outcomes: readonly ExitOutcome[];
    readonly calibrationError: readonly Fraction[];
    readonly reliability?: {
        readonly split: TraceSplit;
        readonly exits: readonly ExitReliability[];
    };
    readonly merkelRule?: {
        readonly wanted: Fraction;
        readonly beta1: number;
        readonly beta2: number;
        readonly split: TraceSplit;
        readonly meanAccuracy: readonly Fraction[];
    };
}

export interface ExitsTuneDocument extends JoulebookDocument<"exits-tune">, ExitsDocument {
    readonly method: "exact" | "grid" | "ascent";
    readonly ascent?: {
        readonly accuracy: Fraction;
        readonly energy: number;
        readonly distance: number;
    };
    readonly widths?: readonly {
        readonly width: Fraction;
        readonly accuracy: Fraction;
        readonly energy: number;
        readonly thresholds: readonly number[];
        readonly method: "exact" | "grid" | "ascent";
        readonly reached: boolean;
    }[];
    readonly shared?: {
        readonly thresholds: readonly number[];
        readonly validation: {
            readonly energy: number;
            readonly accuracy: Fraction;
        };
        readonly test?: {
            readonly energy: number;
            readonly accuracy: Fraction;
        };
    };
    readonly goal: {
        readonly accuracy?: Fraction;
        readonly energy?: number;
    };
    readonly validation: ExitOutcome;
    readonly test?: ExitOutcome;
    readonly guarantee?: {
        readonly level: Fraction;
        readonly accuracy: Fraction;
        readonly examples: number;
    };
    readonly baselines: ExitBaselines;
    readonly testBaselines?: ExitBaselines;
    readonly front: readonly {
        readonly energy: number;
        readonly accuracy: Fraction;
        readonly thresholds: readonly number[];
        readonly width?: Fraction;
        readonly test?: {
            readonly energy: number;
            readonly accuracy: Fraction;
        };
    }[];
}

export interface ExponentialCurve {
    readonly kind: "exponential";
    readonly a: number;
    readonly b: number;
}

export interface ExportDocument extends JoulebookDocument<"export"> {
    readonly store: string;
    readonly format: "csv" | "jsonl" | "parquet";
    readonly outputs: readonly OutputFile[];
}

export interface Figure {
    readonly id: string;
    readonly title: string;
    readonly caption: string;
    readonly units: Readonly<Record<string, string>>;
    readonly data: readonly {
        readonly [key: string]: Json;
    }[];
    readonly layout: {
        readonly [key: string]: Json;
    };
    readonly table: Table;
    readonly empty?: string;
}

export interface FiguresAtPoint extends PointConditions {
    readonly label: string;
    readonly figures: number;
}

export interface FitOptions {
    readonly level?: number;
}

export interface FitResiduals {
    readonly method: string;
    readonly points: number;
    readonly networks: number;
    readonly medianAbsolute: number;
    readonly p90Absolute: number;
}

export interface FittedStaticPower {
    readonly power: Watts;
    readonly degreesOfFreedom: number;
    readonly residuals: readonly {
        readonly model: string;
        readonly point: string;
        readonly residual: number;
    }[];
}

export interface FixedExit {
    readonly exit: number;
    readonly accuracy: Fraction;
    readonly energy: number;
    readonly width?: Fraction;
}

export interface FormatOptions {
    readonly digits?: number;
    readonly trim?: boolean;
}

export interface FormattedColumn extends Scale {
    readonly cells: readonly string[];
}

export type Fraction = number;

export interface FrontStep<T> {
    readonly from: T;
    readonly to: T;
    readonly cost: number;
    readonly gain: number;
    readonly costPerGain: number;
}

export type Hertz = number;

export interface Inference {
    readonly energy: Joules;
    readonly energyMax?: Joules | undefined;
    readonly idleIncluded?: boolean | undefined;
    readonly idlePower?: Watts | undefined;
    readonly latency?: {
        readonly mean: Seconds;
        readonly max?: Seconds | undefined;
    } | undefined;
}

export interface IngestDocument extends JoulebookDocument<"ingest"> {
    readonly store: string;
    readonly files: readonly IngestedTable[];
}

export interface IngestMapDocument extends JoulebookDocument<"ingest-map"> {
    readonly file: string;
    readonly columns: Readonly<Record<string, {
        readonly column: string;
        readonly unit?: string;
    } | null>>;
    readonly constants: Readonly<Record<string, string>>;
    readonly decimal?: ",";
}

export interface IngestedColumn {
    readonly header: string;
    readonly column: string;
    readonly unit?: string;
}

export interface IngestedTable {
    readonly file: string;
    readonly dataset: string;
    readonly log?: string;
    readonly status: "stored" | "unchanged";
    readonly rows: number;
    readonly rejected: number;
    readonly rejects?: string;
    readonly columns: readonly IngestedColumn[];
}

export declare class InputError extends Error {
    readonly problems: readonly Problem[];
    readonly exitCode: number;
    constructor(problems: readonly Problem[], exitCode?: number);
}

export interface InputFile {
    readonly name: string;
    readonly sha256: string;
    readonly bytes?: number;
}

export interface Interval {
    readonly low: number;
    readonly high: number;
    readonly level: number;
    readonly method: "bootstrap" | "held-out" | "table" | "declared";
}

export interface JoulebookDocument<Name extends string = string> {
    readonly schema: `joulebook/${Name}@1`;
    readonly version: string;
    readonly warnings: readonly Problem[];
    readonly inputs: readonly InputFile[];
}

export type Joules = number;

export type Json = string | number | boolean | null | readonly Json[] | {
    readonly [key: string]: Json;
};

export interface KernelInstallDocument extends JoulebookDocument<"kernel-install"> {
    readonly folder: string;
    readonly displayName: string;
    readonly argv: readonly string[];
    readonly tslab: string;
}

export interface LatencySummary {
    readonly mean: Seconds;
    readonly min?: Seconds;
    readonly p50?: Seconds;
    readonly p90?: Seconds;
    readonly p99?: Seconds;
    readonly max?: Seconds;
}

export interface Layer {
    readonly name: string;
    readonly kind: LayerKind;
    readonly op: string;
    readonly inputs: readonly number[];
    readonly weights: readonly number[];
    readonly outputs: readonly number[];
    readonly macs: Macs;
    readonly params: number;
    readonly macsPerOutput: number;
    readonly ops: number;
    readonly outputShape: readonly number[];
    readonly loops?: readonly Loops[];
    readonly statedBits?: StatedBits;
    readonly fused?: string;
    readonly stage?: number;
    readonly head?: boolean;
}

export type LayerKind = "convolution" | "pointwise-convolution" | "depthwise-convolution" | "grouped-convolution" | "transposed-convolution" | "dense" | "matrix-product" | "attention" | "lstm" | "gru" | "rnn" | "svdf" | "max-pooling" | "average-pooling" | "normalisation" | "activation" | "softmax" | "addition" | "multiplication" | "elementwise" | "reduction" | "resize" | "embedding" | "quantisation" | "data-movement" | "view" | "control" | "other";

export interface Loops {
    readonly batch: number;
    readonly groups: number;
    readonly inChannels: number;
    readonly outChannels: number;
    readonly rows: number;
    readonly input: readonly number[];
    readonly output: readonly number[];
    readonly kernel: readonly number[];
    readonly stride: readonly number[];
    readonly dilation: readonly number[];
    readonly padding: {
        readonly before: readonly number[];
        readonly after: readonly number[];
    };
    readonly computed?: boolean;
    readonly times?: number;
}

export type Macs = number;

export interface MeasuredDevice extends DeviceBase {
    readonly kind: "measured";
    readonly fits: readonly DeviceFit[];
}

export interface MeasuredRatio {
    readonly value: number;
    readonly low: number;
    readonly high: number;
}

export interface Measurement {
    readonly id: string;
    readonly model: string;
    readonly network?: string;
    readonly family?: string;
    readonly task: string;
    readonly device: string;
    readonly unit?: string;
    readonly configuration: Configuration;
    readonly accuracy?: Fraction;
    readonly accuracyMetric?: string;
    readonly accuracySamples?: number;
    readonly accuracyInterval?: Interval;
    readonly scores?: Readonly<Record<string, number>>;
    readonly latency?: LatencySummary;
    readonly latencyInterval?: Interval;
    readonly throughput?: Hertz;
    readonly energy?: Joules;
    readonly energyInterval?: Interval;
    readonly energyBasis?: EnergyBasis;
    readonly energyQuality?: EnergyQuality;
    readonly idleIncluded?: boolean;
    readonly energyDerivation?: string;
    readonly power?: Watts;
    readonly idlePower?: Watts;
    readonly idlePowerInterval?: Interval;
    readonly idleProxy?: string;
    readonly inferences?: number;
    readonly memory?: Bytes;
    readonly price?: number;
    readonly macs?: Macs;
    readonly params?: number;
    readonly inputResolution?: number;
    readonly widthMultiplier?: number;
    readonly source: Source;
    readonly notes?: readonly string[];
}

export interface MemoryDocument extends JoulebookDocument<"memory"> {
    readonly network: string;
    readonly peakActivationBytes: Bytes;
    readonly order: "file" | "best";
    readonly orderLowerBoundBytes?: Bytes;
    readonly inPlace: boolean;
    readonly fuse?: boolean;
    readonly plan: "greedy" | "linear" | "best";
    readonly alignment: Bytes;
    readonly arenaBytes: Bytes;
    readonly lowerBoundBytes: Bytes;
    readonly weightBytes: Bytes;
    readonly footprintBytes: Bytes;
    readonly timeline: readonly MemoryTimelineStep[];
    readonly buffers: readonly PlannedBuffer[];
    readonly fits?: {
        readonly flash: MemoryNeed;
        readonly sram: MemoryNeed;
    };
    readonly notes: readonly string[];
}

export interface MemoryLink {
    readonly operand: string;
    readonly direction: "from-high" | "to-low" | "from-low" | "to-high";
}

export interface MemoryNeed {
    readonly needed: Bytes;
    readonly available?: Bytes;
    readonly fits?: boolean;
    readonly shortfall?: Bytes;
}

export interface MemoryTimelineStep {
    readonly layer: string;
    readonly live: Bytes;
}

export interface MerkelCounts {
    readonly macs: Macs;
    readonly params: number;
}

export interface MerkelNetwork {
    readonly depth: number;
    readonly filters?: number;
    readonly side?: number;
    readonly channels?: number;
    readonly kernel?: number;
    readonly classes?: number;
}

export interface MixedPoints {
    readonly device: string;
    readonly points: readonly FiguresAtPoint[];
    readonly code: "different-points" | "unknown-point";
}

export interface ModelEntry {
    readonly model: string;
    readonly network?: string;
    readonly family?: string;
    readonly task: string;
    readonly precision?: string;
    readonly macs?: Macs;
    readonly params?: number;
    readonly accuracy?: Fraction;
    readonly accuracyMetric?: string;
    readonly devices: readonly string[];
    readonly measurements: number;
}

export interface ModelsDocument extends JoulebookDocument<"models"> {
    readonly models: readonly ModelEntry[];
}

export interface Network {
    readonly name: string;
    readonly source?: {
        readonly format: "onnx" | "tflite" | "zoo" | "description";
        readonly producer?: string;
        readonly version?: string;
    };
    readonly tensors: readonly Tensor[];
    readonly layers: readonly Layer[];
    readonly inputs: readonly number[];
    readonly outputs: readonly number[];
    readonly opsConvention: string;
    readonly unsupported: readonly {
        readonly op: string;
        readonly count: number;
    }[];
    readonly notes: readonly string[];
}

export interface NetworkAtVoltages {
    readonly network: string;
    readonly points: readonly EnergyAtVoltage[];
}

export interface NotebookCheckDocument extends JoulebookDocument<"notebook-check"> {
    readonly ok: boolean;
    readonly notebooks: readonly {
        readonly file: string;
        readonly ok: boolean;
    }[];
}

export interface NotebookParameterEntry {
    readonly name: string;
    readonly type: "string" | "number" | "boolean";
    readonly default: string | number | boolean;
    readonly allowed?: readonly (string | number | boolean)[];
    readonly description?: string;
}

export interface NotebookParamsDocument extends JoulebookDocument<"notebook-params"> {
    readonly file: string;
    readonly parameters: readonly NotebookParameterEntry[];
}

export interface NotebookRunDocument extends JoulebookDocument<"notebook-run"> {
    readonly parameters: {
        readonly [name: string]: string;
    };
    readonly notebooks: readonly NotebookRunEntry[];
}

export interface NotebookRunEntry {
    readonly file: string;
    readonly out: string;
    readonly ok: boolean;
    readonly cells: number;
    readonly executed: number;
    readonly error?: {
        readonly cell?: number;
        readonly line?: number;
        readonly source?: string;
        readonly name: string;
        readonly message: string;
    };
}

export interface Objective<T> {
    readonly name?: string;
    readonly value: (item: T) => number;
    readonly direction: "minimise" | "maximise";
}

export interface OpTableDevice extends DeviceBase {
    readonly kind: "op-table";
    readonly power: SourcedNumber;
    readonly software?: string;
    readonly table: readonly OpTableEntry[];
}

export interface OpTableEntry {
    readonly kinds: readonly LayerKind[];
    readonly counts: "macs" | "ops" | "outputs";
    readonly points: readonly (Sourced & {
        readonly macsPerOutput: number;
        readonly throughput: number;
        readonly interval?: Interval;
    })[];
    readonly power?: SourcedNumber;
}

export interface OperatingPoint extends Sourced {
    readonly name: string;
    readonly voltage: number;
    readonly clock: number;
    readonly staticPower?: number;
    readonly obtained?: "measured" | "fitted" | "assumed";
}

export interface OptimalAccuracy {
    readonly accuracy: Fraction;
    readonly clampedTo?: "min" | "max";
    readonly stationary?: number;
}

export interface OutputFile {
    readonly path: string;
    readonly kind: "html" | "pdf" | "svg" | "csv" | "json" | "png" | "markdown" | "jsonl" | "parquet";
    readonly sha256: string;
    readonly bytes: number;
}

export interface ParameterInterval {
    readonly low: number;
    readonly high: number;
    readonly level: number;
    readonly method: "covariance";
}

export interface ParameterSchema<P> {
    parse(input: unknown): P;
}

export interface Phase {
    readonly power: Watts;
    readonly duration: Seconds;
}

export interface PlannedBuffer {
    readonly tensors: readonly string[];
    readonly size: Bytes;
    readonly offset: Bytes;
    readonly firstUse: number;
    readonly lastUse: number;
}

export interface PointConditions {
    readonly voltage?: Volts | undefined;
    readonly clock?: Hertz | undefined;
    readonly powerMode?: string | undefined;
}

export interface PointSpeed {
    readonly voltage: Volts;
    readonly maxRate: Hertz;
}

export interface PointedFigure extends PointConditions {
    readonly device: string;
}

export interface PowerAlignment {
    readonly offset: Seconds;
    readonly method: "cross-correlation" | "given" | "same-clock";
    readonly correlation?: number;
    readonly runnerUp?: number;
    readonly resolution?: Seconds;
}

export interface PowerChannel {
    readonly name: string;
    readonly kind: "power" | "counter" | "interval-energy";
    readonly chosen: boolean;
    readonly basis?: EnergyBasis;
    readonly samples: number;
    readonly start: Seconds;
    readonly end: Seconds;
    readonly covered: Seconds;
    readonly energy: Joules;
    readonly power: Watts;
    readonly minPower?: Watts;
    readonly maxPower?: Watts;
    readonly interval?: Seconds;
    readonly updateInterval?: Seconds;
    readonly resolution?: number;
}

export interface PowerDocument extends JoulebookDocument<"power"> {
    readonly format: string;
    readonly verified: boolean;
    readonly quality?: EnergyQuality;
    readonly channels: readonly PowerChannel[];
    readonly windowSource: "whole" | "given" | "marked" | "events" | "detected";
    readonly windows: readonly PowerWindow[];
    readonly repeats?: PowerRepeats;
    readonly idle?: PowerIdle;
    readonly alignment?: PowerAlignment;
    readonly runs: readonly PowerRun[];
    readonly findings: readonly PowerFinding[];
}

export interface PowerFinding {
    readonly code: string;
    readonly message: string;
    readonly count: number;
    readonly line?: number;
}

export interface PowerIdle {
    readonly power: Watts;
    readonly interval?: Interval;
    readonly source: "quiet" | "stretch" | "given";
    readonly duration?: Seconds;
}

export interface PowerMode extends Sourced {
    readonly name: string;
    readonly energyRatio: MeasuredRatio;
    readonly timeRatio: MeasuredRatio;
    readonly compared: number;
    readonly idlePower?: number;
}

export interface PowerRepeats {
    readonly windows: number;
    readonly per: "inference" | "window";
    readonly energy: Joules;
    readonly deviation: Joules;
    readonly interval: Interval;
}

export interface PowerRun {
    readonly name: string;
    readonly model?: string;
    readonly threads?: number;
    readonly inferences?: number;
    readonly duration?: Seconds;
    readonly energy?: Joules;
    readonly power?: Watts;
    readonly energyPerInference?: Joules;
    readonly latency?: LatencySummary;
    readonly basis?: EnergyBasis;
    readonly quality?: EnergyQuality;
    readonly notes?: readonly string[];
}

export interface PowerUncertainty {
    readonly sampling?: Joules;
    readonly resolution: Joules;
    readonly edges: Joules;
    readonly total: Joules;
}

export interface PowerWindow {
    readonly name: string;
    readonly start: Seconds;
    readonly end: Seconds;
    readonly duration: Seconds;
    readonly covered: Seconds;
    readonly samples: number;
    readonly energy: Joules;
    readonly power: Watts;
    readonly energyAboveIdle?: Joules;
    readonly inferences?: number;
    readonly energyPerInference?: Joules;
    readonly energyPerInferenceAboveIdle?: Joules;
    readonly uncertainty: PowerUncertainty;
    readonly basis?: EnergyBasis;
    readonly quality?: EnergyQuality;
}

export type PrintedUnit = "J" | "W" | "s" | "V" | "Hz" | "B" | "";

export interface ProbesDocument extends JoulebookDocument<"probes"> {
    readonly backend: string;
    readonly probes: readonly {
        readonly model: string;
        readonly explained: Fraction;
    }[];
}

export interface Problem {
    readonly code: string;
    readonly message: string;
    readonly file?: string;
    readonly line?: number;
    readonly column?: number;
    readonly expected?: string;
    readonly nearest?: readonly string[];
    readonly fix?: string;
}

export interface Pulse {
    readonly energy: Joules;
    readonly duration: Seconds;
    readonly period: Seconds;
}

export interface QualityDocument extends JoulebookDocument<"quality"> {
    readonly datasets: readonly DatasetQuality[];
}

export interface QuantityOptions {
    readonly where?: string;
    readonly max?: number;
    readonly positive?: boolean;
}

export interface QueryColumn {
    readonly name: string;
    readonly type: string;
}

export interface QueryDocument extends JoulebookDocument<"query"> {
    readonly store: string;
    readonly columns: readonly QueryColumn[];
    readonly rows: readonly (readonly Json[])[];
    readonly truncated: boolean;
}

export interface Random {
    uniform(): number;
    integer(n: number): number;
    normal(): number;
    pick<T>(items: readonly T[]): T;
    shuffle<T>(items: readonly T[]): T[];
    split(...key: readonly RandomKey[]): Random;
}

export type RandomKey = string | number;

export interface RationalCurve {
    readonly kind: "rational";
    readonly a: number;
    readonly b: number;
    readonly chance: Fraction;
}

export interface RationalFitOptions extends FitOptions {
    readonly chance?: Fraction;
}

export interface RecommendDocument extends JoulebookDocument<"recommend"> {
    readonly feasible: boolean;
    readonly budget: Budget & {
        readonly unit: "J" | "W";
        readonly limit: number;
    };
    readonly single?: RecommendedModel;
    readonly mix?: RecommendedMix;
    readonly reasons: readonly RecommendReason[];
    readonly alternatives: readonly RecommendedModel[];
    readonly devices?: readonly RecommendedDevice[];
}

export interface RecommendEvaluateDocument extends JoulebookDocument<"recommend-evaluate"> {
    readonly inSample: {
        readonly perRound: readonly SweepEvaluation[];
        readonly perDevice: readonly SweepEvaluation[];
    };
    readonly outOfSample: readonly RoundPairEvaluation[];
}

export interface RecommendReason {
    readonly kind: string;
    readonly text: string;
}

export interface RecommendedDevice {
    readonly device: string;
    readonly feasible: boolean;
    readonly single?: RecommendedModel;
    readonly accuracyLoss?: Fraction;
    readonly lifetime?: Seconds;
    readonly price?: number;
}

export interface RecommendedMix {
    readonly energy: Joules;
    readonly worstEnergy: Joules;
    readonly accuracy: Fraction;
    readonly latency?: {
        readonly mean: Seconds;
        readonly worst: Seconds;
    };
    readonly memory?: Bytes;
    readonly cost: number;
    readonly gap: Fraction;
    readonly shadowPrice: number;
    readonly parts: readonly (RecommendedModel & {
        readonly share: Fraction;
    })[];
}

export interface RecommendedModel {
    readonly id: string;
    readonly model: string;
    readonly device: string;
    readonly backend?: string;
    readonly software?: string;
    readonly precision?: string;
    readonly energy: Joules;
    readonly energyInterval?: Interval;
    readonly energyBasis?: EnergyBasis;
    readonly idleIncluded?: boolean;
    readonly accuracy: Fraction;
    readonly latency?: Seconds;
    readonly memory?: Bytes;
    readonly evidence: Evidence;
    readonly cost: number;
    readonly gap: Fraction;
    readonly withinBudget?: Fraction;
}

export interface ReliabilityBins {
    readonly expectedCalibrationError: Fraction;
    readonly bins: readonly ConfidenceBin[];
}

export interface ReportDocument extends JoulebookDocument<"report"> {
    readonly study: string;
    readonly title: string;
    readonly parameters: {
        readonly [name: string]: Json;
    };
    readonly outputs: readonly OutputFile[];
    readonly pages?: number;
}

export interface ReportedValue {
    readonly quantity: string;
    readonly value: number;
    readonly interval?: Interval;
}

export interface ReproduceDocument extends JoulebookDocument<"reproduce"> {
    readonly papers: readonly (ReproducedPaperEntry | Pick<ReproducedPaperEntry, "paper" | "title">)[];
}

export interface ReproducedFigure {
    readonly id: string;
    readonly title: string;
    readonly rows: number;
}

export interface ReproducedPaperEntry {
    readonly paper: string;
    readonly title: string;
    readonly verdicts: Readonly<Record<Verdict, number>>;
    readonly claims: readonly Claim[];
    readonly figures: readonly ReproducedFigure[];
    readonly changes?: readonly Problem[];
    readonly outputs?: readonly OutputFile[];
}

export interface RooflineDevice extends DeviceBase {
    readonly kind: "roofline";
    readonly peak: readonly (SourcedNumber & {
        readonly bits: number;
    })[];
    readonly utilisation?: readonly (SourcedNumber & {
        readonly kinds: readonly LayerKind[];
    })[];
    readonly macEnergy: readonly (SourcedNumber & {
        readonly bits: number;
    })[];
    readonly memories: readonly {
        readonly name: string;
        readonly size?: SourcedNumber;
        readonly bandwidth?: SourcedNumber;
        readonly readEnergy: SourcedNumber;
        readonly writeEnergy: SourcedNumber;
    }[];
    readonly staticPower?: SourcedNumber;
}

export interface RoundName {
    readonly device: string;
    readonly backend: string;
    readonly software: string;
    readonly round: string;
}

export interface RoundPairEvaluation {
    readonly pair: {
        readonly older: RoundName;
        readonly newer: RoundName;
        readonly models: number;
    };
    readonly asPlanned: {
        readonly single: ChoiceErrors;
        readonly mix: ChoiceErrors;
    };
    readonly scaled: {
        readonly factor: number;
        readonly single: ChoiceErrors;
        readonly mix: ChoiceErrors;
    };
    readonly withoutProbes: {
        readonly single: ChoiceErrors;
        readonly mix: ChoiceErrors;
    };
}

export interface RunningNetwork {
    readonly energy: Joules;
    readonly maxRate: Hertz;
    readonly staticPower: Watts;
}

export interface Scale {
    readonly unit: string;
    readonly factor: number;
}

export interface SearchConstraint {
    readonly name?: string;
    readonly quantity: string;
    readonly atMost?: number;
    readonly atLeast?: number;
    readonly unit: string;
}

export interface SearchDocument extends JoulebookDocument<"search"> {
    readonly study: string;
    readonly evaluator: string;
    readonly algorithm: string;
    readonly seed: number;
    readonly evaluations: number;
    readonly resumed: number;
    readonly failed: number;
    readonly feasible: number;
    readonly objectives: readonly SearchObjective[];
    readonly constraints: readonly SearchConstraint[];
    readonly reference: readonly number[];
    readonly hypervolume: number;
    readonly progress: readonly SearchProgress[];
    readonly front: readonly SearchedDesign[];
    readonly chosen?: number;
    readonly surrogates?: readonly SurrogateRecord[];
    readonly log: string;
}

export interface SearchObjective {
    readonly quantity: string;
    readonly direction: "minimise" | "maximise";
    readonly unit: string;
}

export interface SearchProgress {
    readonly evaluations: number;
    readonly front: number;
    readonly hypervolume: number;
}

export interface SearchedDesign {
    readonly design: Readonly<Record<string, number | string | boolean | readonly (number | string)[]>>;
    readonly quantities: Readonly<Record<string, number>>;
    readonly reported: readonly ReportedValue[];
}

export type Seconds = number;

export interface SolutionPower {
    readonly power: Watts;
    readonly staticPower: Watts;
    readonly inferencePower: Watts;
    readonly sensorPower: Watts;
    readonly transferPower: Watts;
    readonly dynamicEnergy: Joules;
    readonly staticShare: Fraction;
    readonly staticDominates: boolean;
    readonly literalExcess: Watts;
}

export interface SolutionPowerOptions {
    readonly form?: "taken-out" | "literal";
    readonly sensorPower?: Watts;
    readonly transferEnergy?: Joules;
}

export interface Source {
    readonly dataset: string;
    readonly row: number;
    readonly licence: string;
    readonly round?: string;
    readonly submitter?: string;
    readonly time?: string;
    readonly division?: string;
    readonly system?: string;
}

export interface Sourced {
    readonly source: string;
    readonly unverified?: boolean;
    readonly assumed?: boolean;
}

export interface SourcedNumber extends Sourced {
    readonly value: number;
    readonly interval?: Interval;
}

export interface SpeedNeed {
    readonly rate?: Hertz;
    readonly latency?: Seconds;
}

export interface StatedBits {
    readonly weights?: number;
    readonly activations?: number;
    readonly sums?: number;
}

export interface StaticPowerFit {
    readonly staticPower: Watts;
    readonly switched: readonly {
        readonly network: string;
        readonly perSquareVolt: number;
    }[];
    readonly residuals: readonly number[];
    readonly degreesOfFreedom: number;
}

export interface StaticPowerResiduals extends Sourced {
    readonly networks: number;
    readonly points: number;
    readonly degreesOfFreedom: number;
    readonly largest: number;
}

export interface Study<P = unknown, Context = unknown, Result = unknown> {
    readonly id: string;
    readonly title: string;
    readonly summary: string;
    readonly parameters: ParameterSchema<P>;
    readonly run: (parameters: P, context: Context) => Promise<Result>;
}

export interface SurrogateRecord {
    readonly evaluations: number;
    readonly learners: readonly string[];
    readonly tau: readonly (number | null)[];
    readonly batchTau: readonly (number | null)[];
}

export interface SustainedEfficiency {
    readonly opsPerJoule: number;
    readonly shareOfPeak?: Fraction;
    readonly utilisation?: Fraction;
}

export interface SweepEvaluation {
    readonly device: string;
    readonly software: readonly string[];
    readonly candidates: number;
    readonly single: ChoiceErrors;
    readonly mix: ChoiceErrors;
}

export interface Table {
    readonly columns: readonly TableColumn[];
    readonly rows: readonly (readonly (string | number | undefined)[])[];
}

export interface TableColumn {
    readonly name: string;
    readonly title: string;
    readonly unit: string;
}

export interface Tensor {
    readonly name: string;
    readonly shape: readonly number[];
    readonly bits: number;
    readonly constant?: boolean;
    readonly sparsity?: Fraction;
}

export interface Trace {
    readonly exits: number;
    readonly classes?: number;
    readonly split: readonly TraceSplit[];
    readonly example: Int32Array;
    readonly label: Int32Array;
    readonly width?: Float64Array;
    readonly predicted: Int32Array;
    readonly confidence: Float64Array;
    readonly entropy?: Float64Array;
    readonly margin?: Float64Array;
    readonly logits?: Float64Array;
}

export interface TraceHeader extends TraceLayout {
    readonly position: ReadonlyMap<string, number>;
}

export interface TraceLayout {
    readonly exits: number;
    readonly classes?: number;
    readonly entropy: boolean;
    readonly margin: boolean;
    readonly width: boolean;
}

export type TraceSplit = "train" | "val" | "test";

export interface TrainDocument extends JoulebookDocument<"train"> {
    readonly experiments: readonly TrainedExperiment[];
}

export interface TrainedExperiment {
    readonly name: string;
    readonly data: string;
    readonly exits: readonly string[];
    readonly validationAccuracy: readonly number[];
    readonly testAccuracy: readonly number[];
    readonly epochs: number;
    readonly keptEpoch: number;
    readonly stopped: "patience" | "epochs" | "time";
    readonly outputs: readonly OutputFile[];
}

export interface TransferDocument extends JoulebookDocument<"transfer"> {
    readonly device: string;
    readonly level: Fraction;
    readonly seed: number;
    readonly probes: readonly TransferProbe[];
    readonly medianAbsError?: number;
    readonly p90AbsError?: number;
    readonly intervalCoverage?: Fraction;
    readonly randomMedianAbsError?: number;
    readonly runtimes: readonly TransferRuntime[];
    readonly predictions: readonly TransferPrediction[];
    readonly recommendation?: {
        readonly budgets: number;
        readonly medianGap: number;
        readonly medianAccuracyLoss: number;
        readonly violations: Fraction;
    };
    readonly boards: readonly {
        readonly board: string;
        readonly coverage: Fraction;
    }[];
}

export interface TransferPrediction {
    readonly model: string;
    readonly backend: string;
    readonly energy: Joules;
    readonly low: Joules;
    readonly high: Joules;
    readonly latency?: {
        readonly mean: Seconds;
        readonly low: Seconds;
        readonly high: Seconds;
    };
    readonly accuracy?: Fraction;
    readonly measured?: Joules;
    readonly measuredQualities?: readonly EnergyQuality[];
}

export interface TransferProbe {
    readonly model: string;
    readonly backend: string;
    readonly energy: Joules;
    readonly energyQualities?: readonly EnergyQuality[];
}

export interface TransferRuntime {
    readonly backend: string;
    readonly models: number;
    readonly medianAbsError: number;
    readonly p90AbsError: number;
    readonly intervalCoverage: Fraction;
    readonly randomMedianAbsError: number;
    readonly latency?: {
        readonly models: number;
        readonly medianAbsError: number;
        readonly p90AbsError: number;
        readonly intervalCoverage: Fraction;
    };
}

export interface ValidConvolution {
    readonly height: number;
    readonly width: number;
    readonly inChannels: number;
    readonly outChannels: number;
    readonly kernel: number;
}

export type Verdict = "reproduced" | "partly" | "differs" | "not testable";

export type Volts = number;

export type Watts = number;

export declare const alphaPresets: {
    readonly cloud: Fraction;
    readonly gateway: Fraction;
    readonly mobile: Fraction;
    readonly edge: Fraction;
};

export declare function averagePower(inference: Inference, rate: Hertz): Watts;

export declare function batteryLifetime(battery: Battery, averagePower: Watts): Seconds;

export declare function batteryPower(battery: Battery, lifetime: Seconds): Watts;

export declare function binaryDecisionEnergy({ decisionEnergy, accuracy, ...execution }: DecisionExecution & {
    readonly decisionEnergy: Joules;
    readonly accuracy: Fraction;
}): Joules;

export declare function bootstrapInterval<T>(values: readonly T[], statistic: (sample: readonly T[]) => number, options?: BootstrapOptions): Interval;

export declare function bootstrapMean(values: readonly number[], options?: BootstrapOptions): Interval;

export declare function budgetAxis(budget: Budget): BudgetAxis;

export declare function budgetText(budget: Budget): string;

export declare function busyShare(inference: Inference, rate: Hertz): Fraction | undefined;

export declare function cardProblems(card: BenchmarkCard, { tolerance }?: {
    readonly tolerance?: number;
}): readonly Problem[];

export declare function cholesky(matrix: Float64Array, size: number): Cholesky | undefined;

export declare function columnScale(values: readonly (number | undefined)[], unit: PrintedUnit, options?: FormatOptions): Scale;

export declare function comparisonProblems(one: Conditions, other: Conditions): readonly Problem[];

export declare function concaveHull<T>(items: readonly T[], { cost, gain }: {
    readonly cost: (item: T) => number;
    readonly gain: (item: T) => number;
}): T[];

export declare function concaveHull2(cost: Float64Array, gain: Float64Array): Uint32Array;

export declare function convolutionMacs({ height, width, inChannels, outChannels, kernel }: ValidConvolution): Macs;

export declare function crossoverRate(one: Inference, other: Inference): Crossover | undefined;

export declare function curveCost(curve: CostCurve, accuracy: Fraction): number;

export declare function curveSlope(curve: CostCurve, accuracy: Fraction): number;

export declare function denseMacs({ inputs, outputs }: {
    readonly inputs: number;
    readonly outputs: number;
}): Macs;

export declare function designCost<D>(design: D, { alpha, decision, execution }: CostModel<D>): number;

export declare function differingConditions(one: PointConditions, other: PointConditions): readonly (typeof keys)[number][];

export declare function discreteOptimum<D>(designs: readonly D[], model: CostModel<D>): DiscreteOptimum<D>;

export declare function dutyCyclePower(phases: readonly Phase[]): Watts;

export declare function elbow<T>(front: readonly T[], { cost, gain }: {
    readonly cost: (item: T) => number;
    readonly gain: (item: T) => number;
}): T | undefined;

export declare function equivalentAlpha(execution: DecisionExecution & {
    readonly maxDecisionEnergy: Joules;
}): Fraction;

export declare function equivalentPenalty({ alpha, executionEnergy, maxDecisionEnergy, }: {
    readonly alpha: Fraction;
    readonly executionEnergy: Joules;
    readonly maxDecisionEnergy: Joules;
}): number;

export declare function errorPrice({ maxDecisionEnergy, ...execution }: DecisionExecution & {
    readonly maxDecisionEnergy: Joules;
}): number;

export declare function errorTerm<D>(accuracy: (design: D) => Fraction): CostTerm<D>;

export declare const exitCodes: {
    readonly ok: 0;
    readonly failed: 1;
    readonly usage: 2;
    readonly invalidInput: 3;
    readonly noFeasibleAnswer: 4;
    readonly checkFailed: 5;
    readonly interrupted: 130;
};

export declare function exponentialFit(accuracy: readonly number[], cost: readonly number[], { level }?: FitOptions): CurveFit<ExponentialCurve>;

export declare function formatBytes(size: Bytes, options?: FormatOptions): string;

export declare function formatColumn(values: readonly (number | undefined)[], unit: PrintedUnit, { missing, ...options }?: FormatOptions & {
    readonly missing?: string;
}): FormattedColumn;

export declare function formatCount(count: number, options?: FormatOptions): string;

export declare function formatDuration(duration: Seconds, options?: FormatOptions): string;

export declare function formatEnergy(energy: Joules, options?: FormatOptions): string;

export declare function formatFrequency(frequency: Hertz, options?: FormatOptions): string;

export declare function formatNumber(value: number, { digits, trim }?: FormatOptions): string;

export declare function formatPercent(share: Fraction, { decimals }?: {
    readonly decimals?: number;
}): string;

export declare function formatPower(power: Watts, options?: FormatOptions): string;

export declare function formatQuantity(value: number, unit: PrintedUnit, options?: FormatOptions): string;

export declare function formatRate(rate: Hertz, options?: FormatOptions): string;

export declare function formatVoltage(voltage: Volts, options?: FormatOptions): string;

export declare function forwardSolve({ size, lower }: Cholesky, b: ArrayLike<number>): Float64Array;

export declare function hypervolume(points: readonly (readonly number[])[], reference: readonly number[]): number;

export declare function inferenceAssumptions(inference: Inference, scope: AssumptionScope): readonly Assumption[];

export declare function inferenceEnergy(inference: Inference): Joules;

export declare function interiorAlphas(curve: CostCurve, range: AccuracyRange): {
    readonly low: Fraction;
    readonly high: Fraction;
};

export declare function inverseOf({ size, lower }: Cholesky): Float64Array;

export declare function jsonDocument<Name extends string, Body extends object>(name: Name, { version, warnings, inputs, }: {
    readonly version: string;
    readonly warnings?: readonly Problem[];
    readonly inputs?: readonly InputFile[];
}, body: Body): JoulebookDocument<Name> & Body;

export declare function kendallTau(x: readonly number[], y: readonly number[]): number | undefined;

export declare function keyedPoint({ device, keys: { voltage, clock, powerMode }, }: {
    readonly device: string;
    readonly keys: Readonly<Record<string, string | number | undefined>>;
}): PointedFigure;

export declare function largestInferenceEnergy(inference: Inference): Joules;

export declare function lowestVoltage<P extends PointSpeed>(points: readonly P[], { rate, latency }: SpeedNeed): P | undefined;

export declare function marginalCosts<T>(front: readonly T[], { cost, gain }: {
    readonly cost: (item: T) => number;
    readonly gain: (item: T) => number;
}): FrontStep<T>[];

export declare function mean(values: readonly number[] | Float64Array): number;

export declare function median(values: readonly number[] | Float64Array): number;

export declare function merkelCounts(network: MerkelNetwork): MerkelCounts;

export declare function merkelMultiExitCounts(network: MerkelNetwork): {
    readonly convolutions: readonly MerkelCounts[];
    readonly heads: readonly MerkelCounts[];
    readonly cumulative: readonly MerkelCounts[];
    readonly total: MerkelCounts;
};

export declare function mixedPoints(figures: Iterable<PointedFigure>): readonly MixedPoints[];

export declare function mixedTerm<D>(name: string, parts: readonly {
    readonly weight: number;
    readonly term: CostTerm<D>;
}[]): CostTerm<D>;

export declare function nearestAchievable<D>(designs: readonly D[], optimum: Fraction, accuracy: (design: D) => Fraction): {
    readonly design: D;
    readonly index: number;
    readonly accuracy: Fraction;
};

export declare function nearestNames(name: string, known: Iterable<string>, count?: number): string[];

export declare function normalProbability(x: number): number;

export declare function normalQuantile(share: number): number;

export declare function optimalAccuracy(curve: CostCurve, alpha: Fraction, range: AccuracyRange): OptimalAccuracy;

export declare function optimalAccuracyAtPrice(curve: CostCurve, price: number, range: AccuracyRange): OptimalAccuracy;

export declare function optimalDecisionAccuracy(curve: CostCurve, execution: DecisionExecution & {
    readonly maxDecisionEnergy: Joules;
}, range: AccuracyRange): OptimalAccuracy;

export declare function paretoFront<T>(items: readonly T[], objectives: readonly Objective<T>[]): T[];

export declare function paretoFront2(cost: Float64Array, gain: Float64Array): Uint32Array;

export declare function parseBatteryCapacity(text: string, options?: QuantityOptions): Joules;

export declare function parseBudget(given: BudgetOptions, options?: {
    readonly where?: (option: keyof BudgetOptions) => string;
    readonly max?: Readonly<Partial<Record<TextOption, number>>>;
}): Budget | undefined;

export declare function parseBytes(text: string, options?: QuantityOptions): Bytes;

export declare function parseDuration(text: string, options?: QuantityOptions): Seconds;

export declare function parseEnergy(text: string, options?: QuantityOptions): Joules;

export declare function parseFraction(text: string, { where, positive }?: QuantityOptions): Fraction;

export declare function parsePower(text: string, options?: QuantityOptions): Watts;

export declare function parseRate(text: string, options?: QuantityOptions): Hertz;

export declare function parseVoltage(text: string, options?: QuantityOptions): Volts;

export declare function pointLabel({ voltage, clock, powerMode }: PointConditions): string;

export declare function pointNotices(figures: readonly PointedFigure[]): readonly Problem[];

export declare function pointsText(points: readonly FiguresAtPoint[]): string;

export declare function problemText(problem: Problem): string;

export declare function pulsePower({ energy, duration, period }: Pulse): {
    readonly peak: Watts;
    readonly average: Watts;
};

export declare function quantile(values: readonly number[] | Float64Array, q: number): number;

export declare function quantiles(values: readonly number[] | Float64Array, qs: readonly number[]): number[];

export declare function quoteInput(text: string): string;

export declare function random(seed: number, ...key: readonly RandomKey[]): Random;

export declare function rationalFit(accuracy: readonly Fraction[], cost: readonly number[], { chance, level }?: RationalFitOptions): CurveFit<RationalCurve>;

export declare function relativeTerm<D>(name: string, quantity: (design: D) => number, designs: readonly D[]): CostTerm<D>;

export declare function scaleFor(value: number, unit: PrintedUnit, { digits }?: FormatOptions): Scale;

export declare const secondsPerMonth: Seconds;

export declare function selfDischargePower({ capacity, selfDischargePerMonth }: Battery): Watts;

export declare function solutionPower({ energy, maxRate, staticPower }: RunningNetwork, rate: Hertz, { form, sensorPower, transferEnergy }?: SolutionPowerOptions): SolutionPower;

export declare function solveCholesky(factor: Cholesky, b: ArrayLike<number>): Float64Array;

export declare function spearman(x: readonly number[], y: readonly number[]): number | undefined;

export declare function staticPowerFit(networks: readonly NetworkAtVoltages[]): StaticPowerFit;

export declare function studentQuantile(degrees: number, level: number): number;

export declare function sustainedEfficiency(card: BenchmarkCard): SustainedEfficiency | undefined;

export declare function traceColumns(exits: number, { classes, entropy, margin, width }?: Partial<Omit<TraceLayout, "exits">>): string[];

export declare function traceLayout(header: readonly string[], { file }?: {
    readonly file?: string;
}): TraceHeader;

export declare function unknownName(kind: string, name: string, known: readonly string[], options?: {
    readonly where?: string;
    readonly file?: string;
    readonly line?: number;
    readonly column?: number;
    readonly fix?: string;
}): Problem;

export declare function usableEnergy({ capacity, depthOfDischarge }: Battery): Joules;

// Not exported, but part of the types above:

interface ExitsDocument {
    readonly rule: "max-softmax" | "entropy" | "margin";
    readonly thresholds: readonly number[];
    readonly classThresholds?: readonly (readonly number[])[];
    readonly temperatures?: readonly number[];
    readonly costs: ExitCostList;
    readonly fixedExits: readonly FixedExit[];
    readonly width?: Fraction;
}

type Measured = "energy" | "power" | "staticPower" | "maxRate";

type TextOption = Exclude<keyof BudgetOptions, "hard">;

declare const keys: readonly [
    "voltage",
    "clock",
    "powerMode"
];
