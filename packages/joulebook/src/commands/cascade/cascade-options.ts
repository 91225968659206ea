export interface CascadeRunOptions {
  readonly duration?: string;
  readonly seed?: string;
}

export interface CascadeSweepOptions {
  readonly over?: string;
}

export interface CascadeCompareOptions {
  readonly a?: string;
  readonly b?: string;
  readonly confirmA?: string;
  readonly confirmB?: string;
  readonly falseAlarms?: string;
}

export interface CascadeOptimiseOptions {
  readonly samples?: string;
  readonly seed?: string;
}
