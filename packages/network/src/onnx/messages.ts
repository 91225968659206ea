/** What is kept of an ONNX file; field names follow onnx.proto. */
export interface ModelRecord {
  readonly producer: string;
  readonly opsets: ReadonlyMap<string, number>;
  readonly graph: GraphRecord;
  /** By `functionKey`. */
  readonly functions: ReadonlyMap<string, FunctionRecord>;
  readonly isTraining: boolean;
}

export interface GraphRecord {
  readonly name: string;
  readonly nodes: readonly NodeRecord[];
  readonly initialisers: readonly TensorRecord[];
  readonly inputs: readonly ValueRecord[];
  readonly outputs: readonly ValueRecord[];
  readonly values: readonly ValueRecord[];
}

export interface NodeRecord {
  readonly name: string;
  readonly op: string;
  readonly domain: string;
  readonly overload: string;
  /** An empty name is an input that is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, AttributeRecord>;
}

export interface AttributeRecord {
  readonly name: string;
  readonly i?: number;
  readonly f?: number;
  readonly s?: string;
  readonly ints?: readonly number[];
  readonly floats?: readonly number[];
  readonly tensor?: TensorRecord;
  readonly graph?: GraphRecord;
  /** In a function: the attribute of the calling node whose value this takes. */
  readonly refersTo?: string;
}

export interface FunctionRecord {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly nodes: readonly NodeRecord[];
  readonly opsets: ReadonlyMap<string, number>;
  /** Attributes with a default value. */
  readonly defaults: ReadonlyMap<string, AttributeRecord>;
}

export interface TensorRecord {
  readonly name: string;
  readonly shape: readonly number[];
  /** Number of TensorProto.DataType. */
  readonly type: number;
  /** Values, where they are few and in the file. */
  readonly data?: readonly number[];
  /** Where the values lie outside the file. */
  readonly external?: string;
}

export interface ValueRecord {
  readonly name: string;
  readonly type: number;
  /** Undefined where nothing is said of the shape; a text is a symbolic extent, empty where it has no name. */
  readonly shape?: readonly (number | string)[];
}

/** Functions are found by domain, name and overload. */
export function functionKey(domain: string, name: string, overload: string): string {
  return `${domain}\n${name}\n${overload}`;
}
