import type { Joules, Seconds } from "@joulebook/core";
import { IntervalHistogram } from "./interval-histogram.js";
import type { ChannelKind, SampleConsumer } from "./log-sink.js";

/** Takes every stretch between two samples that counts. */
export interface IntervalVisitor {
  /** Power goes in a straight line from `before` to `after` (watts) between `start` and `end`, and sums to `energy`. */
  interval(start: Seconds, end: Seconds, before: number, after: number, energy: Joules): void;
}

export interface WalkOptions {
  /** Longest time between samples that is integrated over; default 10 x the typical one. Counters have none. */
  readonly maxGap?: Seconds;
  /** Joules after which a counter starts again at 0. */
  readonly counterRange?: Joules;
}

/** Intervals before the typical one is known. */
const warmUp = 64;
const gapFactor = 10;

/**
 * Goes over the samples of a channel once: integrates power by trapezoids (counters by differences), leaves out what is out
 * of order or too far apart, and counts what looks wrong. Source: docs/equations.md#power-logs
 */
export class TraceWalker implements SampleConsumer {
  samples = 0;
  /** First and last time, smallest and largest of all used samples. */
  first: number = Number.NaN;
  last: number = Number.NaN;
  earliest: number = Number.POSITIVE_INFINITY;
  latest: number = Number.NEGATIVE_INFINITY;
  covered = 0;
  min: number = Number.POSITIVE_INFINITY;
  max: number = Number.NEGATIVE_INFINITY;
  negative = 0;
  /** Times equal to, or before, the one before; whole clocks that jumped back. */
  duplicates = 0;
  outOfOrder = 0;
  jumps = 0;
  /** Samples missing in stretches that are bridged; stretches that are not, and their length. */
  dropped = 0;
  gaps = 0;
  gapTime = 0;
  wraps = 0;
  resets = 0;
  /** Neighbours that differ by a factor near 1000, and intervals that do so from the typical one. */
  powerSlips = 0;
  timeSlips = 0;
  changes = 0;
  /** Smallest difference between neighbours that differ: the resolution of the sensor. */
  step: number = Number.POSITIVE_INFINITY;
  longestStall = 0;
  stallStart: number = Number.NaN;
  readonly intervals: IntervalHistogram = new IntervalHistogram();
  readonly updates: IntervalHistogram = new IntervalHistogram();

  readonly #kind: ChannelKind;
  readonly #visitor: IntervalVisitor;
  readonly #range: number | undefined;
  readonly #maxGap: number | undefined;
  #energy = 0;
  #lost = 0;
  #typical: number = Number.NaN;
  #limit: number = Number.POSITIVE_INFINITY;
  #lookAgain = warmUp;
  #time: number = Number.NaN;
  #value: number = Number.NaN;
  #changed: number = Number.NaN;
  /** Whether a change was seen since the trace (re)started: the first stretch has no known beginning. */
  #anchored = false;
  #strayTime: number = Number.NaN;
  #strayValue = 0;
  #early: number[] | undefined = [];

  constructor(kind: ChannelKind, visitor: IntervalVisitor, { maxGap, counterRange }: WalkOptions = {}) {
    this.#kind = kind;
    this.#visitor = visitor;
    this.#range = counterRange;
    this.#maxGap = maxGap;
  }

  /** Energy of everything that was integrated, in joules. */
  get energy(): Joules {
    return this.#energy + this.#lost;
  }

  /** Median time between samples; NaN for fewer than two. */
  get typical(): Seconds {
    return this.intervals.quantile(0.5);
  }

  add(times: Float64Array, values: Float64Array, count: number): void {
    if (this.#early === undefined) {
      this.#walk(times, values, count);
      return;
    }
    for (let n = 0; n < count; n++) this.#early.push(times[n] as number, values[n] as number);
    if (this.#early.length > 2 * warmUp) this.#start();
  }

  separate(): void {
    if (this.#early !== undefined) this.#start();
    this.#closeStall(this.#time);
    this.#time = Number.NaN;
    this.#strayTime = Number.NaN;
    this.#anchored = false;
  }

  /** Call after the last sample. */
  finish(): void {
    if (this.#early !== undefined) this.#start();
    this.#closeStall(this.#time);
  }

  #start(): void {
    const early = this.#early ?? [];
    this.#early = undefined;
    const times = Float64Array.from({ length: early.length / 2 }, (_, n) => early[2 * n] as number);
    const values = Float64Array.from({ length: early.length / 2 }, (_, n) => early[2 * n + 1] as number);
    const gaps = [...times.subarray(1)].map((time, n) => time - (times[n] as number)).filter((gap) => gap > 0);
    if (gaps.length > 0) this.#learn(gaps.toSorted((a, b) => a - b)[gaps.length >> 1] as number);
    this.#walk(times, values, times.length);
  }

  #learn(typical: number): void {
    this.#typical = typical;
    this.#limit = this.#kind === "counter" ? Number.POSITIVE_INFINITY : (this.#maxGap ?? gapFactor * typical);
  }

  #walk(times: Float64Array, values: Float64Array, count: number): void {
    const { intervals } = this;
    const isPower = this.#kind === "power";
    let time = this.#time;
    let value = this.#value;
    let typical = this.#typical;
    let limit = this.#limit;
    for (let n = 0; n < count; n++) {
      const t = times[n] as number;
      const v = values[n] as number;
      const dt = t - time;
      if (!(dt > 0)) {
        this.#time = time;
        this.#value = value;
        this.#irregular(t, v, dt);
        time = this.#time;
        value = this.#value;
        continue;
      }
      this.#strayTime = Number.NaN;
      intervals.add(dt);
      if (intervals.count === this.#lookAgain) {
        this.#learn(intervals.quantile(0.5));
        this.#lookAgain *= 2;
        typical = this.#typical;
        limit = this.#limit;
      }
      if (dt > limit) this.#gap(time, dt);
      else {
        if (dt > 1.5 * typical) this.dropped += Math.round(dt / typical) - 1;
        if (isPower) {
          const energy = 0.5 * (value + v) * dt;
          this.#sum(energy);
          this.covered += dt;
          this.#visitor.interval(time, t, value, v, energy);
        } else this.#difference(time, t, value, v);
      }
      this.samples++;
      if (v < this.min) this.min = v;
      if (v > this.max) this.max = v;
      if (v < 0) this.negative++;
      if (v !== value) this.#change(t, v, value);
      time = t;
      value = v;
    }
    this.#time = time;
    this.#value = value;
    if (count > 0 && !Number.isNaN(time)) {
      this.last = time;
      if (time > this.latest) this.latest = time;
    }
  }

  /** The first sample, one at the time of the one before, or one before it. */
  #irregular(t: number, v: number, dt: number): void {
    if (Number.isNaN(this.#time)) this.#restart(t, v);
    else if (dt === 0) this.duplicates++;
    else if (t > this.#strayTime) {
      // The second in a row that is too early: the clock itself jumped back, and the first was no stray.
      this.jumps++;
      this.outOfOrder--;
      const [strayTime, strayValue] = [this.#strayTime, this.#strayValue];
      this.#closeStall(this.#time);
      this.#restart(strayTime, strayValue);
      this.#walk(Float64Array.of(t), Float64Array.of(v), 1);
    } else {
      this.#strayTime = t;
      this.#strayValue = v;
      this.outOfOrder++;
    }
  }

  #restart(t: number, v: number): void {
    if (this.samples === 0) this.first = t;
    this.samples++;
    if (t < this.earliest) this.earliest = t;
    if (v < this.min) this.min = v;
    if (v > this.max) this.max = v;
    if (v < 0) this.negative++;
    this.#time = t;
    this.#value = v;
    this.#changed = t;
    this.#anchored = false;
    this.#strayTime = Number.NaN;
  }

  #gap(time: number, dt: number): void {
    this.gaps++;
    this.gapTime += dt;
    const ratio = dt / this.#typical;
    if (ratio > 800 && ratio < 1250) this.timeSlips++;
    this.#closeStall(time);
    this.#anchored = false;
    this.#changed = time + dt;
  }

  #difference(start: number, end: number, before: number, after: number): void {
    let energy = after;
    if (this.#kind === "counter") {
      energy = after - before;
      if (energy < 0 && this.#range !== undefined && after >= 0 && energy + this.#range >= 0) {
        energy += this.#range;
        this.wraps++;
      } else if (energy < 0) {
        this.resets++;
        return;
      }
    }
    this.#sum(energy);
    this.covered += end - start;
    const power = energy / (end - start);
    this.#visitor.interval(start, end, power, power, energy);
  }

  #change(t: number, v: number, before: number): void {
    const since = t - this.#changed;
    if (this.#anchored && since > 0) this.updates.add(since);
    this.#closeStall(t);
    this.#anchored = true;
    this.#changed = t;
    this.changes++;
    const size = Math.abs(v - before);
    if (size < this.step) this.step = size;
    const ratio = v / before;
    if ((ratio > 800 && ratio < 1250) || (ratio > 0.0008 && ratio < 0.00125)) this.powerSlips++;
  }

  #closeStall(until: number): void {
    const length = until - this.#changed;
    if (!(length > this.longestStall)) return;
    this.longestStall = length;
    this.stallStart = this.#changed;
  }

  /** Neumaier's sum: a long log loses no digits. */
  #sum(energy: number): void {
    const sum = this.#energy + energy;
    this.#lost +=
      Math.abs(this.#energy) >= Math.abs(energy) ? this.#energy - sum + energy : energy - sum + this.#energy;
    this.#energy = sum;
  }
}
