/** Options of `kernel install` as they were typed. */
export interface KernelInstallOptions {
  readonly user?: boolean;
  readonly prefix?: string;
}
