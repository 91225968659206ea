import { type Interval, normalQuantile, type Seconds, studentQuantile } from "@joulebook/core";
import type { CalledStage, Cascade } from "../cascade.js";
import type { CascadeOutcome } from "../cascade-outcome.js";
import { checkCascade, outcomeOf } from "../closed-form/closed-form.js";
import type { LatencyQuantiles } from "../closed-form/latency-quantiles.js";
import { meanLength } from "../closed-form/length-nodes.js";
import type { Combined } from "../closed-form/combined.js";
import { windowConfirms } from "../confirm/confirmation.js";
import { bitCount } from "../confirm/confirmation-chain.js";
import { ActiveEvents } from "./active-events.js";
import { FastStream } from "./fast-stream.js";
import { LatencyHistogram } from "./latency-histogram.js";

export interface SimulationOptions {
  readonly duration: Seconds;
  /** Default 0. */
  readonly seed?: number;
  /** Level of the intervals; default 0.95. */
  readonly level?: number;
}

/** What was simulated, with intervals from the spread between parts of the time. */
export interface Simulation extends CascadeOutcome {
  readonly duration: Seconds;
  readonly frames: number;
  readonly events: number;
  /** Quantiles of the time to detection; undefined without detections. */
  readonly latencies: LatencyQuantiles | undefined;
  /** Measured over single frames of the first stage: shares of hits with and without an event. */
  readonly firstFrames: { readonly hit: number; readonly falseHit: number };
  readonly intervals: Readonly<
    Record<
      | "power"
      | "recall"
      | "falseAlarms"
      | "falseAlarmTime"
      | "latency"
      | "p50"
      | "p90"
      | "p99"
      | "calledDuty"
      | "cloudCalls",
      Interval | undefined
    >
  >;
}

/** Parts of the time whose spread gives the intervals. */
const parts = 32;

/** What is counted, as places in a row of counters. */
const names = [
  "watchFrames",
  "calledFrames",
  "watchTime",
  "calledTime",
  "events",
  "found",
  "detectionTime",
  "falseAlarms",
  "falseTime",
  "cloudCalls",
  "time",
] as const;
type Counter = (typeof names)[number];
const place = Object.fromEntries(names.map((name, at) => [name, at])) as Readonly<Record<Counter, number>>;

/**
 * Simulates a cascade frame by frame: frames, events, confirmations, calls and hand-backs, from a seed. Frames without a hit change nothing
 * but what a window forgets, so the gap to the next hit is drawn at once (geometric, exact); nothing is allocated per frame
 * and nothing kept per event, so a year fits into constant memory. Source: docs/equations.md#cascade-simulation
 *
 * @throws RangeError for a duration that is not positive, or a cascade that cannot be
 */
export function simulate(cascade: Cascade, { duration, seed = 0, level = 0.95 }: SimulationOptions): Simulation {
  checkCascade(cascade);
  if (!(duration > 0 && duration < Number.POSITIVE_INFINITY))
    throw new RangeError(`simulate: duration must be positive and finite, got ${duration}`);
  const run = new Run(cascade, duration, seed);
  run.go();
  return result(cascade, run, duration, level);
}

class Run {
  readonly cascade: Cascade;
  readonly duration: Seconds;
  readonly events: ActiveEvents;
  readonly histogram = new LatencyHistogram();
  /** One row of counters per part of the time. */
  readonly counters = new Float64Array(parts * names.length);
  /** Frames of the first stage and hits among them, with an event and without. */
  readonly firstFrames = new Float64Array(4);
  readonly #stream: FastStream;
  #row = 0;
  #partEnd: Seconds;
  constructor(cascade: Cascade, duration: Seconds, seed: number) {
    this.cascade = cascade;
    this.duration = duration;
    this.events = new ActiveEvents(cascade, new FastStream(seed, "events"));
    this.#stream = new FastStream(seed, "frames");
    this.#partEnd = duration / parts;
  }

  go(): void {
    let time = this.#watch(this.#stream.uniform() / this.cascade.stages[0].rate);
    while (time < this.duration) time = this.#watch(time);
    this.#count("time", 0);
  }

  #count(name: Counter, amount: number): void {
    const at = this.#row * names.length + place[name];
    this.counters[at] = (this.counters[at] as number) + amount;
  }

  /** Moves on to the part of the time, and lets events begin and end. */
  #advance(time: Seconds): void {
    while (time >= this.#partEnd && this.#row < parts - 1) {
      this.#row++;
      this.#partEnd = (this.duration * (this.#row + 1)) / parts;
    }
    const { events } = this;
    if (events.boundary > time) return;
    const [over, found] = [events.over, events.found];
    events.advance(time);
    this.#count("events", events.over - over);
    this.#count("found", events.found - found);
  }

  /** Frames from a time on before something else happens. */
  #framesLeft(time: Seconds, rate: number): number {
    const until = Math.min(this.events.boundary, this.#partEnd > time ? this.#partEnd : this.duration, this.duration);
    return Math.max(1, Math.ceil((until - time) * rate));
  }

  /** Misses before the next hit, at most `most`. */
  #gap(hit: number, most: number): number {
    if (hit <= 0) return most;
    const stream = this.#stream;
    if (hit > 0.2) {
      let gap = 0;
      while (gap < most && stream.uniform() >= hit) gap++;
      return gap;
    }
    const gap = Math.floor(Math.log(stream.uniform()) / Math.log1p(-hit));
    return gap < most ? gap : most;
  }

  /** The first stage from its next frame until it calls; gives the time of its next frame after that. */
  #watch(from: Seconds): Seconds {
    const { events, cascade, duration, firstFrames } = this;
    const { stages, reset } = cascade;
    const [stage, next] = stages;
    const { rate } = stage;
    const { hits, of } = stage.confirmation;
    const period = 1 / rate;
    const kept = of >= 31 ? 0x7fffffff : (1 << of) - 1;
    let time = from;
    let bits = 0;
    let armed = true;
    let frames = 0;
    while (time < duration) {
      const row = this.#row;
      this.#advance(time);
      if (row !== this.#row) {
        this.counters[row * names.length + place.watchFrames] =
          (this.counters[row * names.length + place.watchFrames] as number) + frames;
        frames = 0;
      }
      const left = this.#framesLeft(time, rate);
      const gap = this.#gap(events.firstHit, left);
      const kind = events.count > 0 ? 0 : 2;
      if (!armed) this.#hold(time, bits, Math.min(gap, left));
      if (gap > 0) bits = gap >= of ? 0 : (bits << gap) & kept;
      if (!armed && bitCount(bits) < hits) armed = true;
      if (gap >= left) {
        frames += left;
        firstFrames[kind] = (firstFrames[kind] as number) + left;
        time += left * period;
        continue;
      }
      frames += gap + 1;
      firstFrames[kind] = (firstFrames[kind] as number) + gap + 1;
      firstFrames[kind + 1] = (firstFrames[kind + 1] as number) + 1;
      const hitAt = time + gap * period;
      time = hitAt + period;
      bits = ((bits << 1) | 1) & kept;
      if (bitCount(bits) < hits) continue;
      if (next !== undefined) {
        this.#count("watchFrames", frames);
        return this.#call(next, hitAt + stage.latency, period);
      }
      this.#alarm(hitAt, armed, stage.latency);
      if (reset === "clear") bits = 0;
      else armed = false;
    }
    this.#count("watchFrames", frames);
    return time;
  }

  /** Counts the frames of a run of misses at which the confirmation of a first stage that is alone still stands. */
  #hold(time: Seconds, bits: number, misses: number): void {
    const { rate, confirmation } = this.cascade.stages[0];
    const kept = confirmation.of >= 31 ? 0x7fffffff : (1 << confirmation.of) - 1;
    for (let miss = 1; miss <= misses; miss++) {
      if (bitCount((bits << miss) & kept) < confirmation.hits) return;
      this.#stand(time + (miss - 1) / rate);
    }
  }

  /** One period of an alarm of a first stage that is alone, where no event fell into its window. */
  #stand(time: Seconds): void {
    if (this.#accepted && !this.#seen(time)) this.#count("falseTime", 1 / this.cascade.stages[0].rate);
  }

  #seen(time: Seconds): boolean {
    const { rate, confirmation } = this.cascade.stages[0];
    return this.events.count > 0 || this.events.lastEnd > time - confirmation.of / rate;
  }

  #accepted = false;

  /** A confirmation of a first stage that is alone. */
  #alarm(time: Seconds, anew: boolean, latency: Seconds): void {
    if (anew) {
      this.#accepted = this.#agrees();
      if (this.#accepted && !this.#seen(time)) this.#count("falseAlarms", 1);
    }
    this.#stand(time);
    if (this.#accepted) this.#detect(time, latency);
  }

  /** The second stage from its first frame until it hands back; gives the time of the first stage's next frame. */
  #call(stage: CalledStage, from: Seconds, firstPeriod: Seconds): Seconds {
    const { events, duration } = this;
    const { rate, patience, latency } = stage;
    const { hits, of } = stage.confirmation;
    const period = 1 / rate;
    const kept = of >= 31 ? 0x7fffffff : (1 << of) - 1;
    let time = from;
    let last = from;
    let [bits, misses, frames] = [0, 0, 0];
    let [confirmed, accepted, inEvent] = [false, false, false];
    // When it confirmed, and since when the alarm stands without an event.
    let [confirmedAt, raised] = [from, Number.NaN];
    while (time < duration) {
      this.#advance(time);
      if (events.count > 0) {
        inEvent = true;
        if (raised <= time) {
          this.#count("falseTime", time - raised);
          raised = Number.NaN;
        }
      } else if (accepted && Number.isNaN(raised)) raised = Math.max(confirmedAt, events.lastEnd);
      const left = this.#framesLeft(time, rate);
      const most = Math.min(left, patience - misses);
      const gap = this.#gap(events.secondHit, most);
      if (gap >= most) {
        frames += most;
        misses += most;
        last = time + (most - 1) * period;
        if (misses >= patience) break;
        bits = most >= of ? 0 : (bits << most) & kept;
        time += most * period;
        continue;
      }
      frames += gap + 1;
      misses = 0;
      const hitAt = time + gap * period;
      last = hitAt;
      time = hitAt + period;
      bits = ((gap >= of ? 0 : bits << (gap + 1)) | 1) & kept;
      if (bitCount(bits) < hits) continue;
      if (!confirmed) {
        confirmed = true;
        confirmedAt = hitAt;
        accepted = this.#agrees();
        if (accepted && !inEvent) this.#count("falseAlarms", 1);
      }
      if (accepted) this.#detect(hitAt, latency);
    }
    if (accepted && events.count === 0 && Number.isNaN(raised)) raised = Math.max(confirmedAt, events.lastEnd);
    if (raised <= last) this.#count("falseTime", last - raised);
    this.#count("calledFrames", frames);
    this.#count("calledTime", Math.min(last, duration) - (from - this.cascade.stages[0].latency));
    return last + firstPeriod;
  }

  /** The cloud's answer where there is one. */
  #agrees(): boolean {
    const { cloud } = this.cascade;
    if (cloud === undefined) return true;
    this.#count("cloudCalls", 1);
    return this.#stream.uniform() < windowConfirms(cloud.confirmation, this.events.cloudHit);
  }

  #detect(time: Seconds, latency: Seconds): void {
    const deciding = latency + (this.cascade.cloud?.latency ?? 0);
    this.events.detect(time, (elapsed) => {
      this.#count("detectionTime", elapsed);
      this.histogram.add(elapsed + deciding);
    });
  }
}

function result(cascade: Cascade, run: Run, duration: Seconds, level: number): Simulation {
  const { counters, histogram, firstFrames } = run;
  const total = (name: Counter, without = -1): number => {
    let sum = 0;
    for (let part = 0; part < parts; part++)
      if (part !== without) sum += counters[part * names.length + place[name]] as number;
    return sum;
  };
  const combined = (without = -1): Combined => {
    const time = without < 0 ? duration : (duration * (parts - 1)) / parts;
    const events = total("events", without);
    const calledShare = Math.min(1, total("calledTime", without) / time);
    return {
      watchShare: 1 - calledShare,
      calledFrames: total("calledFrames", without) / time,
      calledShare,
      recall: events === 0 ? 0 : total("found", without) / events,
      detectionTime: events === 0 ? 0 : total("detectionTime", without) / events,
      falseAlarms: total("falseAlarms", without) / time,
      falseShare: total("falseTime", without) / time,
      cloudCalls: total("cloudCalls", without) / time,
      joinedShare: 0,
    };
  };
  const mean = meanLength(cascade.events.length);
  const all = outcomeOf(cascade, combined(), mean);
  const without = Array.from({ length: parts }, (_, part) => outcomeOf(cascade, combined(part), mean));
  /** Jackknife over the parts. */
  const interval = (read: (outcome: CascadeOutcome) => number | undefined): Interval | undefined => {
    const centre = read(all);
    const values = without.map(read);
    if (centre === undefined || values.some((value) => value === undefined)) return undefined;
    const average = (values as number[]).reduce((sum, value) => sum + value, 0) / parts;
    const variance =
      ((parts - 1) / parts) * (values as number[]).reduce((sum, value) => sum + (value - average) ** 2, 0);
    const half = studentQuantile(parts - 1, level) * Math.sqrt(variance);
    return { low: centre - half, high: centre + half, level, method: "bootstrap" };
  };
  const rare = (name: Counter, around: Interval | undefined): Interval | undefined => {
    const { low, high } = poissonBounds(total(name), level);
    const perDay = 86_400 / duration;
    return around && { ...around, low: Math.min(around.low, low * perDay), high: Math.max(around.high, high * perDay) };
  };
  const quantile = (share: number): Seconds => histogram.quantile(share) ?? 0;
  const sequential = cascade.mode === "sequential" || cascade.stages.length === 1;
  return {
    ...all,
    duration,
    frames: (sequential ? duration * cascade.stages[0].rate : total("watchFrames")) + total("calledFrames"),
    events: total("events"),
    latencies: histogram.count === 0 ? undefined : { p50: quantile(0.5), p90: quantile(0.9), p99: quantile(0.99) },
    firstFrames: {
      hit: share(firstFrames[1] as number, firstFrames[0] as number),
      falseHit: share(firstFrames[3] as number, firstFrames[2] as number),
    },
    intervals: {
      power: interval(({ power }) => power),
      recall: wilson(
        interval(({ recall }) => recall),
        total("found"),
        total("events"),
        level,
      ),
      falseAlarms: rare(
        "falseAlarms",
        interval(({ falseAlarms }) => falseAlarms),
      ),
      // Of a few alarms the spread says nothing.
      falseAlarmTime: total("falseAlarms") < 10 ? undefined : interval(({ falseAlarmTime }) => falseAlarmTime),
      latency: interval(({ latency }) => latency),
      p50: histogram.interval(0.5, level),
      p90: histogram.interval(0.9, level),
      p99: histogram.interval(0.99, level),
      calledDuty: interval(({ stages }) => (cascade.stages.length === 2 ? stages[1]?.duty : undefined)),
      cloudCalls: rare(
        "cloudCalls",
        interval(({ cloudCalls }) => cloudCalls),
      ),
    },
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** Bounds of the mean of a Poisson count, by Wilson and Hilferty: what the spread cannot tell when next to nothing was counted. */
function poissonBounds(count: number, level: number): { readonly low: number; readonly high: number } {
  const z = normalQuantile((1 + level) / 2);
  const cube = (n: number, side: number): number => n * (1 - 1 / (9 * n) + (side * z) / (3 * Math.sqrt(n))) ** 3;
  return { low: count === 0 ? 0 : Math.max(0, cube(count, -1)), high: cube(count + 1, 1) };
}

/** The wider of an interval and Wilson's for a share: when all events were found, the spread between parts is none. */
function wilson(around: Interval | undefined, found: number, events: number, level: number): Interval | undefined {
  if (around === undefined || events === 0) return around;
  const z = normalQuantile((1 + level) / 2);
  const p = found / events;
  const scale = 1 + (z * z) / events;
  const centre = (p + (z * z) / (2 * events)) / scale;
  const half = (z / scale) * Math.sqrt((p * (1 - p)) / events + (z * z) / (4 * events * events));
  return { ...around, low: Math.min(around.low, centre - half), high: Math.max(around.high, centre + half) };
}
