// Public types of @joulebook/measurements. Written by `npm run api`; a change belongs into CHANGELOG.md.

import type { Bytes, Candidate, CandidateTable, DevicePointEntry, EnergyBasis, EnergyQuality, Fraction, Hertz, InputFile, Joules, Macs, Measurement, PowerDocument, Seconds, Source, StaticPowerFit, Table, Watts } from "@joulebook/core";
import type { DataFrame } from "danfojs-node";

export interface AmbiguousModel<L, R> {
    readonly model: string;
    readonly left: readonly L[];
    readonly right: readonly R[];
}

export interface Board {
    readonly device: string;
    readonly submitter?: string;
    readonly round?: string;
    readonly powerMode?: string;
}

export interface BoardColumn {
    readonly board: string;
    readonly backend: string;
    readonly software: string;
    readonly values: ReadonlyMap<string, number>;
}

export interface BoardValues {
    readonly board: string;
    readonly backend: string;
    readonly values: readonly Transferred[];
}

export interface CandidateOptions {
    readonly idlePower?: "device" | "row" | "none";
}

export type Cell = string | number | boolean | undefined;

export interface ColumnChoice {
    readonly column: string | number;
    readonly unit?: string;
}

export interface ColumnMapping {
    readonly time?: ColumnChoice;
    readonly power?: ColumnChoice;
    readonly voltage?: ColumnChoice;
    readonly current?: ColumnChoice;
    readonly energy?: ColumnChoice & {
        readonly range?: number;
    };
    readonly marker?: ColumnChoice;
    readonly channel?: ColumnChoice;
    readonly delimiter?: string;
    readonly decimal?: "." | ",";
    readonly header?: boolean;
}

export interface ColumnRule {
    readonly name: string;
    readonly title: string;
    readonly kind: "text" | "number" | "integer" | "time" | "choice";
    readonly required?: boolean;
    readonly zero?: boolean;
    readonly max?: number;
    readonly choices?: readonly string[];
}

export interface CostPrediction {
    readonly model: string;
    readonly device: string;
    readonly backend?: string;
    readonly precision?: string;
    readonly energy?: Joules;
    readonly latency?: Seconds;
}

export interface Coverage {
    readonly models: readonly string[];
    readonly devices: readonly string[];
    readonly counts: readonly (readonly number[])[];
    readonly covered: number;
}

export interface CsvOptions {
    readonly columns?: readonly string[];
    readonly formulas?: "neutralise" | "keep";
}

export interface DataColumn {
    readonly name: string;
    readonly type: string;
    readonly title: string;
    readonly unit?: string;
}

export { DataFrame } from "./to-data-frame.js";

export interface DataFrameOptions {
    readonly columns?: readonly string[];
    readonly sort?: readonly string[];
}

export interface DataSource {
    readonly title: string;
    readonly path: string;
    readonly commit?: string;
    readonly version?: string;
}

export interface Dataset {
    readonly id: string;
    readonly kind: TableKind;
    readonly title: string;
    readonly description: string;
    readonly rows: number;
    readonly licence: string;
    readonly attribution: string;
    readonly sources: readonly DataSource[];
    readonly caveats: readonly string[];
    readonly columns: readonly DataColumn[];
    readonly path: string;
    readonly compressed: boolean;
    readonly hash: string;
    readonly contentHash: string;
}

export interface DatasetRecords {
    readonly dataset: Dataset;
    readonly measurements: readonly Measurement[];
    readonly notices: readonly Notice[];
}

export interface DeviceIdlePower extends Board {
    readonly median: Watts;
    readonly quartiles: readonly [
        Watts,
        Watts
    ];
    readonly range: readonly [
        Watts,
        Watts
    ];
    readonly rows: number;
    readonly proxy?: string;
}

export interface DevicePoints {
    readonly device: string;
    readonly reference: string;
    readonly points: readonly DevicePointEntry[];
    readonly staticPower?: DeviceStaticPower;
    readonly notFitted?: string;
}

export type Dimension = "energy" | "time" | "power" | "frequency" | "share" | "bytes" | "count" | "volts" | "none";

export interface DuplicateRows {
    readonly ids: readonly string[];
    readonly identical: boolean;
    readonly energySpread?: number;
}

export interface ExportOptions {
    readonly store?: string;
    readonly datasets?: readonly string[];
    readonly format: "csv" | "jsonl" | "parquet";
    readonly folder: string;
}

export interface ExportedFile {
    readonly path: string;
    readonly kind: "csv" | "jsonl" | "parquet" | "json";
    readonly sha256: string;
    readonly bytes: number;
}

export type Facet = "model" | "network" | "family" | "task" | "device" | "unit" | "backend" | "software" | "precision" | "threads" | "powerMode" | "operatingPoint" | "clock" | "batch" | "scenario" | "dataset" | "round" | "submitter" | "division";

export interface ImpossibleValue {
    readonly id: string;
    readonly code: "accuracy-range" | "energy-below-idle" | "energy-mismatch" | "power-below-idle" | "not-positive";
    readonly message: string;
}

export interface IngestOptions {
    readonly store: string;
    readonly dataset?: string;
    readonly mapping?: TableMapping;
    readonly log?: PowerLogOptions;
    readonly as?: "table" | "log";
    readonly acceptValid?: boolean;
    readonly replace?: boolean;
    readonly licence?: string;
    readonly limit?: number;
}

export interface IngestedFile {
    readonly file: string;
    readonly sha256: string;
    readonly bytes: number;
    readonly dataset: string;
    readonly log?: string;
    readonly status: "stored" | "unchanged";
    readonly rows: number;
    readonly rejected: number;
    readonly rejects?: string;
    readonly columns: readonly UsedColumn[];
    readonly notices: readonly Notice[];
}

export interface JoinOptions<L, R> {
    readonly leftModel?: (row: L) => string;
    readonly rightModel?: (row: R) => string;
    readonly choose?: (rows: readonly R[], model: string) => R | undefined;
}

export interface JoinedPair<L, R> {
    readonly model: string;
    readonly left: L;
    readonly right: R;
}

export interface KnownBoards {
    readonly columns: readonly BoardColumn[];
    readonly features: ReadonlyMap<string, ModelFeatures>;
    readonly accuracy: ReadonlyMap<string, number>;
}

export interface LoadOptions {
    readonly datasets?: readonly string[];
    readonly measurements?: readonly Measurement[];
    readonly beside?: readonly Measurement[];
    readonly device?: string;
    readonly software?: "newest" | "all";
}

export interface LoadedMeasurements {
    readonly measurements: readonly Measurement[];
    readonly selection?: SoftwareSelection;
    readonly notices: readonly Notice[];
}

export interface LogStretch {
    readonly start: Seconds;
    readonly end: Seconds;
    readonly absolute?: boolean;
}

export type MappedColumn = {
    readonly column: string;
    readonly unit?: string;
} | null;

export interface MeasuredBoard extends NewBoard {
    readonly rows: readonly Measurement[];
}

export interface MeasuredCandidates {
    readonly candidates: readonly Candidate[];
    readonly idlePower: readonly DeviceIdlePower[];
    readonly notices: readonly Notice[];
}

export interface MeasuredTable extends Omit<MeasuredCandidates, "candidates"> {
    readonly candidates: CandidateTable;
}

export interface MeasurementGroup {
    readonly key: {
        readonly [K in Facet]?: string | number;
    };
    readonly measurements: readonly Measurement[];
}

export interface MeasurementRow {
    readonly id: string;
    readonly model: string;
    readonly network?: string;
    readonly family?: string;
    readonly task: string;
    readonly device: string;
    readonly unit?: string;
    readonly backend?: string;
    readonly software?: string;
    readonly precision?: string;
    readonly threads?: number;
    readonly powerMode?: string;
    readonly clock?: number;
    readonly voltage?: number;
    readonly batch?: number;
    readonly scenario?: string;
    readonly accuracy?: number;
    readonly accuracyMetric?: string;
    readonly latency?: number;
    readonly latencyP50?: number;
    readonly latencyP90?: number;
    readonly latencyP99?: number;
    readonly throughput?: number;
    readonly energy?: number;
    readonly energyAboveIdle?: number;
    readonly energyBasis?: string;
    readonly energyQuality?: string;
    readonly idleIncluded?: boolean;
    readonly power?: number;
    readonly idlePower?: number;
    readonly macs?: number;
    readonly params?: number;
    readonly inputResolution?: number;
    readonly widthMultiplier?: number;
    readonly dataset: string;
    readonly row: number;
    readonly round?: string;
    readonly submitter?: string;
    readonly time?: string;
    readonly notes?: string;
}

export interface MeasurementTable {
    readonly rows: number;
    readonly column: (name: string) => TableColumn | undefined;
    readonly id: (row: number) => string;
    readonly record: (row: number) => Measurement;
}

export interface MlperfRow {
    readonly device: string;
    readonly backend?: string;
    readonly model_id: string;
    readonly family?: string;
    readonly width_multiplier?: number;
    readonly input_resolution?: number;
    readonly precision?: string;
    readonly macs_millions?: number;
    readonly params_millions?: number;
    readonly framework?: string;
    readonly accuracy_top1_percent?: number;
    readonly accuracy_images?: number;
    readonly mean_latency_ms?: number;
    readonly p50_latency_ms?: number;
    readonly p90_latency_ms?: number;
    readonly p99_latency_ms?: number;
    readonly min_latency_ms?: number;
    readonly max_latency_ms?: number;
    readonly qps_with_overhead?: number;
    readonly avg_power_w?: number;
    readonly idle_power_w?: number;
    readonly energy_per_inference_j?: number;
    readonly energy_basis?: string;
    readonly idle_included?: boolean;
    readonly unit?: string;
    readonly power_mode?: string;
    readonly threads?: number;
    readonly batch?: number;
    readonly memory_bytes?: number;
    readonly price?: number;
    readonly round?: string;
    readonly submitter?: string;
    readonly division?: string;
    readonly system?: string;
    readonly test_datetime_utc?: string;
}

export interface ModelCard {
    readonly id: string;
    readonly model: string;
    readonly name: string;
    readonly weights?: string;
    readonly task: string;
    readonly evaluation: string;
    readonly precision?: string;
    readonly top1?: Fraction;
    readonly top5?: Fraction;
    readonly scores?: Readonly<Record<string, number>>;
    readonly params?: number;
    readonly macs?: Macs;
    readonly fileSize?: Bytes;
    readonly inputResolution?: number;
    readonly source: Source;
}

export interface ModelFeatures {
    readonly macs?: number;
    readonly params?: number;
    readonly resolution?: number;
    readonly int8: boolean;
}

export interface ModelJoin<L, R> {
    readonly joined: readonly JoinedPair<L, R>[];
    readonly leftOnly: readonly L[];
    readonly rightOnly: readonly R[];
    readonly ambiguous: readonly AmbiguousModel<L, R>[];
}

export interface NewBoard {
    readonly board: string;
    readonly backend: string;
    readonly values: ReadonlyMap<string, number>;
}

export interface NewestRows {
    readonly table: MeasurementTable;
    readonly coverage: readonly SoftwareCoverage[];
    readonly repeats: () => readonly RepeatedRun[];
    readonly notices: readonly Notice[];
}

export interface Notice {
    readonly code: string;
    readonly message: string;
    readonly count: number;
    readonly ids?: readonly string[];
}

export interface OtherRuntime {
    readonly backend: string;
    readonly predictions: readonly Transferred[];
    readonly boards: number;
    readonly medianAbsError: number;
}

export interface Outlier {
    readonly id: string;
    readonly quantity: "energy" | "latency";
    readonly measured: number;
    readonly predicted: number;
    readonly ratio: number;
    readonly usual: number;
    readonly score: number;
}

export interface PowerLog extends Omit<PowerDocument, "schema" | "version" | "warnings" | "inputs"> {
    readonly inputs: readonly InputFile[];
}

export interface PowerLogFormat {
    readonly id: string;
    readonly title: string;
    readonly verified: boolean;
    readonly basis?: EnergyBasis;
    readonly quality?: EnergyQuality;
}

export interface PowerLogOptions {
    readonly as?: string;
    readonly mapping?: ColumnMapping;
    readonly voltage?: number;
    readonly channel?: string;
    readonly windows?: "detect" | "marks" | "whole" | readonly LogStretch[];
    readonly events?: string;
    readonly align?: "auto" | "none" | Seconds;
    readonly select?: readonly string[];
    readonly inferences?: number;
    readonly idle?: "quiet" | "none" | {
        readonly power: Watts;
    } | LogStretch;
    readonly maxGap?: Seconds;
    readonly basis?: EnergyBasis;
    readonly quality?: EnergyQuality;
}

export interface PredictionOptions {
    readonly level?: Fraction;
    readonly idlePower?: Watts;
}

export interface QualityOptions {
    readonly predictions?: readonly CostPrediction[];
}

export interface QualityReport {
    readonly dataset: string;
    readonly rows: number;
    readonly withEnergy: number;
    readonly duplicates: readonly DuplicateRows[];
    readonly impossible: readonly ImpossibleValue[];
    readonly outliers: readonly Outlier[];
    readonly predicted: number;
    readonly coverage: Coverage;
}

export type Query = {
    readonly [K in Facet]?: string | number | readonly (string | number)[];
};

export interface QueryAnswer {
    readonly columns: readonly {
        readonly name: string;
        readonly type: string;
    }[];
    readonly rows: readonly (readonly QueryValue[])[];
    readonly truncated: boolean;
    readonly files: readonly StoreFile[];
}

export interface QueryOptions {
    readonly store?: string;
    readonly limit?: number;
    readonly timeout?: Seconds;
}

export type QueryValue = string | number | boolean | null | readonly QueryValue[] | {
    readonly [name: string]: QueryValue;
};

export interface ReadDatasetOptions {
    readonly device?: string;
}

export interface ReadMeasurements {
    readonly measurements: readonly Measurement[];
    readonly notices: readonly Notice[];
}

export interface ReadOptions {
    readonly file?: string;
    readonly limit?: number;
    readonly delimiter?: "," | ";" | "\t";
}

export interface ReadStoreOptions {
    readonly store?: string;
    readonly datasets?: readonly string[];
    readonly device?: string;
}

export interface RepeatedRun {
    readonly kept: string;
    readonly ids: readonly string[];
}

export interface SoftwareCoverage {
    readonly task: string;
    readonly device: string;
    readonly backend: string;
    readonly newest: string;
    readonly orderedBy: SoftwareOrderBasis;
    readonly rows: readonly {
        readonly software: string;
        readonly count: number;
    }[];
    readonly older: readonly string[];
}

export type SoftwareOrderBasis = "version" | "round" | "time" | "row";

export interface SoftwareSelection {
    readonly measurements: readonly Measurement[];
    readonly older: readonly string[];
    readonly coverage: readonly SoftwareCoverage[];
    readonly repeats: readonly RepeatedRun[];
    readonly notices: readonly Notice[];
}

export interface SoftwareVersion {
    readonly product: string;
    readonly version: readonly number[];
}

export interface StoreFile {
    readonly path: string;
    readonly dataset: string;
    readonly rows: number;
    readonly bytes: number;
    readonly sha256: string;
    readonly firstRow: number;
    readonly source: {
        readonly name: string;
        readonly sha256: string;
        readonly bytes: number;
    };
    readonly mapping: string;
    readonly licence: string;
    readonly version: number;
}

export interface StoredColumn {
    readonly name: string;
    readonly title: string;
    readonly kind: "text" | "number" | "integer" | "flag";
    readonly dimension: Dimension;
    readonly unit?: string;
    readonly required?: boolean;
    readonly zero?: boolean;
    readonly choices?: readonly string[];
}

export interface StoredDataset {
    readonly id: string;
    readonly rows: number;
    readonly licence: string;
    readonly files: readonly StoreFile[];
}

export interface StoredMeasurements {
    readonly measurements: readonly Measurement[];
    readonly files: readonly StoreFile[];
}

export interface StoredTable {
    readonly table: MeasurementTable;
    readonly files: readonly StoreFile[];
}

export interface SuggestedMapping {
    readonly columns: Readonly<Record<string, MappedColumn>>;
    readonly constants: Readonly<Record<string, string>>;
    readonly decimal?: ",";
    readonly guessed: readonly string[];
}

export interface SuggestedTableMapping extends SuggestedMapping {
    readonly sha256: string;
    readonly bytes: number;
}

export type TableKind = "measurements" | "model-cards" | "benchmark" | "metadata";

export interface TableMapping {
    readonly columns?: Readonly<Record<string, MappedColumn>>;
    readonly constants?: Readonly<Record<string, string>>;
    readonly delimiter?: "," | ";" | "\t" | "|";
    readonly decimal?: "." | ",";
}

export interface TableRecords {
    readonly measurements: readonly Measurement[];
    readonly sha256: string;
    readonly bytes: number;
}

export interface TransferOptions {
    readonly probes?: number;
    readonly level?: Fraction;
    readonly seed?: number;
}

export interface TransferResult {
    readonly board: string;
    readonly backend: string;
    readonly probes: readonly string[];
    readonly predictions: readonly Transferred[];
    readonly score?: TransferScore;
    readonly randomMedianAbsError?: number;
    readonly coverage: readonly {
        readonly board: string;
        readonly coverage: Fraction;
    }[];
    readonly surprise?: number;
    readonly notes: readonly string[];
}

export interface TransferScore {
    readonly models: number;
    readonly medianAbsError: number;
    readonly p90AbsError: number;
    readonly intervalCoverage: Fraction;
}

export interface Transferred {
    readonly model: string;
    readonly value: number;
    readonly low: number;
    readonly high: number;
}

export type TransferredQuantity = "energy" | "latency";

export interface UsedColumn {
    readonly header: string;
    readonly column: string;
    readonly unit?: string;
}

export declare function candidateTable(measured: MeasurementTable, { idlePower }?: CandidateOptions): MeasuredTable;

export declare function canonicalModelName(name: string): string;

export declare function compareVersions(a: readonly number[], b: readonly number[]): number;

export declare function dataset(id: string): Dataset;

export declare function datasetText(dataset: Pick<Dataset, "path" | "compressed">): string;

export declare function datasets(): readonly Dataset[];

export declare const defaultStore = "joulebook-store";

export declare function deviceIdlePower(measurements: readonly Measurement[]): readonly DeviceIdlePower[];

export declare function devicePoints(measurements: readonly Measurement[]): readonly DevicePoints[];

export declare function distinctTexts({ column }: MeasurementTable, name: string): readonly string[];

export declare function energyAboveIdle(measurement: Pick<Measurement, "energy" | "power" | "idlePower" | "idleIncluded">): Joules | undefined;

export declare function energyPerInference(power: Watts, rate: Hertz): Joules;

export declare function exportStore(options: ExportOptions): Promise<readonly ExportedFile[]>;

export declare function facet(measurement: Measurement, name: Facet): string | number | undefined;

export declare function featuresOf({ model, macs, params, inputResolution, configuration }: Measurement): ModelFeatures;

export declare function groupBy<T, K>(records: readonly T[], key: (record: T) => K): Map<K, T[]>;

export declare function groupMeasurements(measurements: readonly Measurement[], fields: readonly Facet[]): readonly MeasurementGroup[];

export declare function ingestFiles(paths: readonly string[], options: IngestOptions): Promise<readonly IngestedFile[]>;

export declare function isPowerLog(path: string): Promise<boolean>;

export declare function joinByModel<L extends {
    readonly model: string;
}, R extends {
    readonly model: string;
}>(left: readonly L[], right: readonly R[], options?: JoinOptions<L, R>): ModelJoin<L, R>;

export declare function joinTables(tables: readonly MeasurementTable[]): MeasurementTable;

export declare function knownBoards(quantity?: TransferredQuantity): KnownBoards;

export declare function loadMeasurements(options?: LoadOptions): LoadedMeasurements;

export declare function measuredBoards(measurements: readonly Measurement[], quantity?: TransferredQuantity): {
    readonly boards: readonly MeasuredBoard[];
    readonly notices: readonly Notice[];
};

export declare const measurementColumns: readonly ColumnRule[];

export declare function measurementRows(measurements: readonly Measurement[]): readonly MeasurementRow[];

export declare function measurementTable(records: readonly Measurement[]): MeasurementTable;

export declare function mlperfRows(measurements: readonly Measurement[]): readonly MlperfRow[];

export declare const modelCardDatasets: readonly string[];

export declare function newestRows(table: MeasurementTable): NewestRows;

export declare function newestSoftware(measurements: readonly Measurement[]): SoftwareSelection;

export declare function otherRuntime(known: KnownBoards, { board, backend: from, values }: BoardValues, backend: string, { level }?: {
    readonly level?: Fraction;
}): OtherRuntime | undefined;

export declare function parseMapping(text: string, file: string): TableMapping;

export declare function pointNames(table: MeasurementTable): readonly string[];

export declare const powerLogFormats: readonly PowerLogFormat[];

export declare function predictedCandidates(measurements: readonly Measurement[], { level, idlePower }?: PredictionOptions): {
    readonly candidates: readonly Candidate[];
    readonly notices: readonly Notice[];
};

export declare function qualityReport(measurements: readonly Measurement[], { predictions }?: QualityOptions): readonly QualityReport[];

export declare function queryStore(sql: string, options?: QueryOptions): Promise<QueryAnswer>;

export declare function readDataset(id: string, { device }?: ReadDatasetOptions): DatasetRecords;

export declare function readMeasurements(text: string, options?: ReadOptions): Promise<ReadMeasurements>;

export declare function readMeasurementsFile(path: string, options?: ReadOptions): Promise<ReadMeasurements>;

export declare function readModelCards(id: string): readonly ModelCard[];

export declare function readPowerLog(path: string, options?: PowerLogOptions): Promise<PowerLog>;

export declare function readStore(options?: ReadStoreOptions): Promise<StoredMeasurements>;

export declare function readStoreTable({ store, datasets, device, }?: ReadStoreOptions): Promise<StoredTable>;

export declare function readTableRecords(path: string, mapping?: TableMapping): Promise<TableRecords>;

export declare function repeatIndex(measurements: readonly Measurement[]): ReadonlyMap<string, number>;

export declare function rowsAtPoint(table: MeasurementTable, points: readonly string[]): MeasurementTable;

export declare function rowsWithText(table: MeasurementTable, columns: readonly string[], texts: readonly string[]): MeasurementTable;

export declare function softwareVersions(software: string): readonly SoftwareVersion[];

export declare const storedColumns: readonly StoredColumn[];

export declare function storedDatasets(store?: string): readonly StoredDataset[];

export declare function suggestProbes(known: KnownBoards, { count, backend, exclude }: {
    readonly count: number;
    readonly backend?: string;
    readonly exclude?: string;
}): readonly {
    readonly model: string;
    readonly explained: Fraction;
}[];

export declare function suggestTableMapping(path: string): Promise<SuggestedTableMapping>;

export declare function tableRecords({ rows, record }: MeasurementTable): readonly Measurement[];

export declare function toCandidates(measurements: readonly Measurement[], options?: CandidateOptions): MeasuredCandidates;

export declare function toCsv(source: readonly object[] | Table, { columns, formulas }?: CsvOptions): string;

export declare function toDataFrame(source: readonly object[] | Table, { columns, sort }?: DataFrameOptions): Promise<DataFrame>;

export declare function transferToBoard(known: KnownBoards, board: NewBoard, wanted: ReadonlyMap<string, ModelFeatures>, options?: TransferOptions): TransferResult;

export declare function where(measurements: readonly Measurement[], query: Query): readonly Measurement[];

export declare function windowEnergy(power: Watts, window: Seconds): Joules;

// Not exported, but part of the types above:

interface DeviceStaticPower extends StaticPowerFit {
    readonly fitted: readonly {
        readonly model: string;
        readonly label: string;
    }[];
}

type TableColumn = {
    readonly kind: "number";
    readonly values: Float64Array;
} | {
    readonly kind: "text";
    readonly codes: Uint32Array;
    readonly texts: readonly string[];
};
