import type { Seconds } from "@joulebook/core";

/** Chances of times, at multiples of a step from 0 on. */
export class TimeDensity {
  readonly step: Seconds;
  readonly values: Float64Array;

  constructor(step: Seconds, points: number) {
    this.step = step;
    this.values = new Float64Array(points);
  }

  /** Adds a chance at a time: to the points beside it, so that the mean is kept. Times after the last point are left out. */
  add(time: Seconds, chance: number): void {
    const place = time / this.step;
    const at = Math.floor(place);
    const after = (place - at) * chance;
    this.#put(at, chance - after);
    this.#put(at + 1, after);
  }

  /** Adds a chance that is spread evenly from a time on. */
  spread(from: Seconds, over: Seconds, chance: number): void {
    const parts = Math.max(2, Math.ceil((2 * over) / this.step));
    for (let part = 0; part < parts; part++) this.add(from + ((part + 0.5) * over) / parts, chance / parts);
  }

  addAll(other: TimeDensity, factor = 1): void {
    for (let at = 0; at < this.values.length; at++)
      this.values[at] = (this.values[at] as number) + factor * (other.values[at] as number);
  }

  /** Of sums of two independent times. */
  plus(other: TimeDensity): TimeDensity {
    const sum = new TimeDensity(this.step, this.values.length);
    for (let at = 0; at < this.values.length; at++) sum.#shift(other, at, this.values[at] as number);
    return sum;
  }

  /** Of times that come again and again, each after the one before: x = this + x ∗ between. */
  repeated(between: TimeDensity): TimeDensity {
    const all = new TimeDensity(this.step, this.values.length);
    all.addAll(this);
    // What comes back at once, within the step, makes what is there more often.
    const atOnce = 1 / (1 - (between.values[0] as number));
    for (let at = 0; at < this.values.length; at++) {
      const here = (all.values[at] as number) * atOnce;
      all.#shift(between, at, here);
      all.values[at] = here;
    }
    return all;
  }

  #put(at: number, chance: number): void {
    if (at < this.values.length) this.values[at] = (this.values[at] as number) + chance;
  }

  /** Adds another density later by so many steps. */
  #shift({ values }: TimeDensity, by: number, factor: number): void {
    if (factor === 0) return;
    const own = this.values;
    for (let at = by, from = 0; at < own.length; at++, from++)
      own[at] = (own[at] as number) + factor * (values[from] as number);
  }
}
