/** Options that both commands have, as they were typed. */
export interface ExitsOptions {
  readonly costs: string;
  readonly on?: string;
  readonly heads?: string;
  readonly rule?: string;
  readonly calibrate?: boolean;
  readonly combine?: boolean;
  readonly classes?: string;
  readonly width?: string;
}

export interface ExitsEvaluateOptions extends ExitsOptions {
  readonly thresholds?: string;
  readonly accuracy?: string;
  readonly betas?: string;
  readonly reliability?: boolean;
  readonly split?: string;
}

export interface ExitsTuneOptions extends ExitsOptions {
  readonly accuracy?: string;
  readonly budget?: string;
  readonly byClass?: boolean;
  readonly confidence?: string;
  readonly seed?: string;
}
