export { canonicalModelName } from "./canonical-model-name.js";
export type { DataColumn, DataSource, TableKind } from "./data-package.js";
export type { Dataset } from "./datasets.js";
export { dataset, datasets } from "./datasets.js";
export type { Board, DeviceIdlePower } from "./device-idle-power.js";
export { deviceIdlePower } from "./device-idle-power.js";
export type { Cell } from "./flat-record.js";
export { groupBy } from "./group-by.js";
export type { MeasurementGroup } from "./group-measurements.js";
export { groupMeasurements } from "./group-measurements.js";
export type { AmbiguousModel, JoinedPair, JoinOptions, ModelJoin } from "./join-by-model.js";
export { joinByModel } from "./join-by-model.js";
export type { LoadedMeasurements, LoadOptions } from "./load-measurements.js";
export { loadMeasurements } from "./load-measurements.js";
export type { ColumnRule } from "./measurement-columns.js";
export { measurementColumns } from "./measurement-columns.js";
export type { MeasurementTable } from "./measurement-table.js";
export {
  distinctTexts,
  joinTables,
  measurementTable,
  rowsWithText,
  tableRecords,
} from "./measurement-table.js";
export type { MeasurementRow } from "./measurement-rows.js";
export { measurementRows } from "./measurement-rows.js";
export type { MlperfRow } from "./mlperf-rows.js";
export { mlperfRows } from "./mlperf-rows.js";
export type { ModelCard } from "./model-card.js";
export type { NewestRows, SoftwareSelection } from "./newest-software.js";
export { newestRows, newestSoftware } from "./newest-software.js";
export type { Notice } from "./notice.js";
export { energyAboveIdle, energyPerInference, windowEnergy } from "./power-log-energy.js";
export { isPowerLog } from "./power-logs/is-power-log.js";
export type { PowerLogFormat } from "./power-logs/log-formats.js";
export { powerLogFormats } from "./power-logs/log-formats.js";
export type { ColumnChoice, ColumnMapping } from "./power-logs/log-sink.js";
export type { LogStretch, PowerLog, PowerLogOptions } from "./power-logs/power-log.js";
export { readPowerLog } from "./power-logs/read-power-log.js";
export type { DatasetRecords, ReadDatasetOptions } from "./read-dataset.js";
export { readDataset } from "./read-dataset.js";
export type { ImpossibleValue } from "./quality/impossible-values.js";
export type { Outlier, CostPrediction } from "./quality/prediction-outliers.js";
export type { Coverage, DuplicateRows, QualityOptions, QualityReport } from "./quality/quality-report.js";
export { qualityReport } from "./quality/quality-report.js";
export type { ReadMeasurements, ReadOptions } from "./read-measurements.js";
export { readMeasurements, readMeasurementsFile } from "./read-measurements.js";
export { modelCardDatasets, readModelCards } from "./read-model-cards.js";
export { datasetText } from "./read-table.js";
export type { RepeatedRun } from "./repeated-runs.js";
export { repeatIndex } from "./repeated-runs.js";
export type { SoftwareCoverage } from "./software-coverage.js";
export type { ExportedFile, ExportOptions } from "./store/export-store.js";
export { exportStore } from "./store/export-store.js";
export type { QueryAnswer, QueryOptions, QueryValue } from "./store/query-store.js";
export { queryStore } from "./store/query-store.js";
export type { IngestedFile, IngestOptions } from "./store/ingest.js";
export { ingestFiles } from "./store/ingest.js";
export type { ReadStoreOptions, StoredDataset, StoredMeasurements, StoredTable } from "./store/read-store.js";
export { readStore, readStoreTable, storedDatasets } from "./store/read-store.js";
export type { TableRecords } from "./store/read-table-records.js";
export { readTableRecords } from "./store/read-table-records.js";
export type { StoreFile } from "./store/store-folder.js";
export { defaultStore } from "./store/store-folder.js";
export type { SuggestedTableMapping } from "./store/suggest-table-mapping.js";
export { suggestTableMapping } from "./store/suggest-table-mapping.js";
export type { UsedColumn } from "./tables/resolve-columns.js";
export type { StoredColumn, Dimension } from "./tables/stored-columns.js";
export { storedColumns } from "./tables/stored-columns.js";
export type { MappedColumn, SuggestedMapping, TableMapping } from "./tables/table-mapping.js";
export { parseMapping } from "./tables/table-mapping.js";
export type { SoftwareOrderBasis } from "./software-order.js";
export type { SoftwareVersion } from "./software-version.js";
export { compareVersions, softwareVersions } from "./software-version.js";
export type { CandidateOptions, MeasuredCandidates, MeasuredTable } from "./to-candidates.js";
export { candidateTable, toCandidates } from "./to-candidates.js";
export type { CsvOptions } from "./to-csv.js";
export { toCsv } from "./to-csv.js";
export type { DataFrame, DataFrameOptions } from "./to-data-frame.js";
export { toDataFrame } from "./to-data-frame.js";
export type { Facet, Query } from "./where.js";
export { facet, where } from "./where.js";
export {
  type DevicePoints,
  devicePoints,
} from "./operating-points/device-points.js";
export { pointNames, rowsAtPoint } from "./operating-points/rows-at-point.js";
export type { BoardColumn, KnownBoards, ModelFeatures, TransferredQuantity } from "./transfer/board-columns.js";
export { featuresOf, knownBoards } from "./transfer/board-columns.js";
export { type MeasuredBoard, measuredBoards } from "./transfer/measured-board.js";
export type { BoardValues, OtherRuntime } from "./transfer/other-runtime.js";
export { otherRuntime } from "./transfer/other-runtime.js";
export { predictedCandidates, type PredictionOptions } from "./transfer/predicted-candidates.js";
export type {
  NewBoard,
  Transferred,
  TransferOptions,
  TransferResult,
  TransferScore,
} from "./transfer/transfer-to-board.js";
export { suggestProbes, transferToBoard } from "./transfer/transfer-to-board.js";
