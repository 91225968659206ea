/** The dataset that answers come from where none is named: 94 model files on five edge boards, with wall energy. */
export const shippedTable = "mlperf-inference-edge-open";
