import type { Hertz, Seconds } from "@joulebook/core";
import type { Cascade } from "../cascade.js";
import { hitOfEase } from "../scores/difficulty.js";
import type { LengthLaw } from "../closed-form/length-nodes.js";
import type { FastStream } from "./fast-stream.js";

const dayPart: Seconds = 3600;

/**
 * The events that go on at a time, in columns that grow as needed. Events come one after the other from a stream, so that
 * memory does not depend on how long is simulated.
 */
export class ActiveEvents {
  readonly #stream: FastStream;
  readonly #cascade: Cascade;
  /** Rate while events come most often; others are thinned out. */
  readonly #mostRate: Hertz;
  #columns: Columns = columns(16);
  #next: Seconds;
  count = 0;
  /** When the last event that is over ended. */
  lastEnd: Seconds = Number.NEGATIVE_INFINITY;
  /** Time of the next beginning or end. */
  boundary: Seconds = 0;
  /** Largest chance of a hit among the events that go on, by stage; the false hit where there is none. */
  firstHit: number;
  secondHit: number;
  cloudHit: number;
  /** Events that are over, those found among them, and their times to detection. */
  over = 0;
  found = 0;

  constructor(cascade: Cascade, stream: FastStream) {
    this.#cascade = cascade;
    this.#stream = stream;
    const { rate, diurnal } = cascade.events;
    this.#mostRate = rate * (diurnal === undefined ? 1 : Math.max(...diurnal));
    this.firstHit = cascade.stages[0].falseHit;
    this.secondHit = cascade.stages[1]?.falseHit ?? 0;
    this.cloudHit = cascade.cloud?.falseHit ?? 0;
    this.#next = 0;
    this.#draw();
    this.boundary = this.#next;
  }

  /** Begins and ends everything up to a time. */
  advance(time: Seconds): void {
    while (this.boundary <= time) {
      const at = this.boundary;
      const { end, found } = this.#columns;
      for (let i = this.count - 1; i >= 0; i--) {
        if ((end[i] as number) > at) continue;
        this.over++;
        this.lastEnd = at;
        this.found += found[i] as number;
        this.#drop(i);
      }
      if (this.#next <= at) {
        this.#begin(this.#next);
        this.#draw();
      }
      this.#settle();
    }
  }

  /** Marks every event that goes on as detected; calls back with the time since it began for those that were not. */
  detect(time: Seconds, onFound: (elapsed: Seconds) => void): void {
    const { start, found } = this.#columns;
    for (let i = 0; i < this.count; i++) {
      if (found[i] === 1) continue;
      found[i] = 1;
      onFound(time - (start[i] as number));
    }
  }

  #draw(): void {
    const { diurnal } = this.#cascade.events;
    const most = this.#mostRate;
    if (most === 0) {
      this.#next = Number.POSITIVE_INFINITY;
      return;
    }
    const peak = diurnal === undefined ? 1 : Math.max(...diurnal);
    for (;;) {
      this.#next += this.#stream.exponential() / most;
      if (diurnal === undefined) return;
      const factor = diurnal[Math.floor(this.#next / dayPart) % 24] as number;
      if (this.#stream.uniform() * peak < factor) return;
    }
  }

  #begin(time: Seconds): void {
    if (this.count === this.#columns.start.length) this.#grow();
    const { stages, cloud, events } = this.#cascade;
    const [first, second] = stages;
    const ease = this.#stream.normal();
    const { start, end, first: one, second: two, cloud: three, found } = this.#columns;
    const i = this.count++;
    start[i] = time;
    end[i] = time + drawnLength(events.length, this.#stream);
    one[i] = hitOfEase(first.hit, first.difficulty, ease);
    two[i] = second === undefined ? 0 : hitOfEase(second.hit, second.difficulty, ease);
    three[i] = cloud === undefined ? 0 : hitOfEase(cloud.hit, cloud.difficulty, ease);
    found[i] = 0;
  }

  #drop(i: number): void {
    const last = --this.count;
    for (const column of Object.values(this.#columns)) column[i] = column[last] as number;
  }

  #grow(): void {
    const old = this.#columns;
    const wider = columns(2 * old.start.length);
    for (const name of Object.keys(old) as (keyof Columns)[]) wider[name].set(old[name]);
    this.#columns = wider;
  }

  #settle(): void {
    const { end, first, second, cloud } = this.#columns;
    let boundary = this.#next;
    let [one, two, three] = [0, 0, 0];
    for (let i = 0; i < this.count; i++) {
      boundary = Math.min(boundary, end[i] as number);
      one = Math.max(one, first[i] as number);
      two = Math.max(two, second[i] as number);
      three = Math.max(three, cloud[i] as number);
    }
    this.boundary = boundary;
    const quiet = this.count === 0;
    const { stages, cloud: remote } = this.#cascade;
    this.firstHit = quiet ? stages[0].falseHit : one;
    this.secondHit = quiet ? (stages[1]?.falseHit ?? 0) : two;
    this.cloudHit = quiet ? (remote?.falseHit ?? 0) : three;
  }
}

/** One row per event that goes on: its times, chances of a hit by stage, and whether it was detected. */
interface Columns {
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly cloud: Float64Array;
  readonly found: Float64Array;
}

function columns(rows: number): Columns {
  const column = (): Float64Array => new Float64Array(rows);
  return { start: column(), end: column(), first: column(), second: column(), cloud: column(), found: column() };
}

function drawnLength(law: LengthLaw, stream: FastStream): Seconds {
  if (law.law === "fixed") return law.mean;
  if (law.law === "exponential") return law.mean * stream.exponential();
  let left = stream.uniform();
  for (const { mean, share } of law.parts) {
    if (left < share) return mean * stream.exponential();
    left -= share;
  }
  return (law.parts.at(-1)?.mean ?? 0) * stream.exponential();
}
