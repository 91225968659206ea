// The kernel reads this file, too: TypeScript and AssemblyScript agree on it.

/** Numbers per cell of a first stage; differences are those to the node a step further. */
export enum Watching {
  first,
  again,
  late,
  firstStep,
  againStep,
  width,
}

/**
 * Numbers per cell of a called stage. All but the first three hold the cell's weight, and those of events that begin while the stage runs
 * ("running") the chance that they meet it, so that a pair of stages multiplies and adds and does nothing else.
 */
export enum Called {
  /** Hands back unconfirmed, or confirmed without the cloud's consent; and its difference to a step further. */
  gives,
  givesStep,
  /** Hands back, confirmed or not. */
  ends,
  /** What the first stage's transforms are multiplied with for recall, life, and the time to detection. */
  found,
  life,
  time,
  timeStep,
  foundRunning,
  timeRunning,
  timeRunningStep,
  calls,
  during,
  after,
  stands,
  asks,
  callsRunning,
  duringRunning,
  afterRunning,
  standsRunning,
  asksRunning,
  width,
}

/**
 * Sums over the nodes of events. Events that begin while the first stage watches have a 1, those that begin while the second
 * runs a 2.
 */
export enum Sum {
  recall1,
  time1,
  recall2,
  time2,
  calls1,
  calls2,
  during1,
  during2,
  after1,
  after2,
  stands1,
  stands2,
  asks1,
  asks2,
  late,
  /** Σ life over what recall1 counts. */
  life1,
  width,
}
