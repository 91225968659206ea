import { occupancy } from "./schedule.js";

/** A piece of an activation in a core's memory: from when it begins to be written until it may be overwritten. */
export interface Held {
  /** -1 for what is no piece. */
  readonly piece: number;
  readonly core: number;
  readonly bits: number;
  readonly from: number;
  /** When all of it is there. */
  readonly ready: number;
  /** End of the last reading so far. */
  used: number;
  /** Infinity while someone may still need it. */
  until: number;
}

/** Memory of one core over time. */
export class CoreMemory {
  readonly bits: number;
  readonly #live = new Set<Held>();
  readonly #past: Held[] = [];
  #liveBits = 0;
  constructor(bits: number) {
    this.bits = bits;
  }

  add(held: Held): void {
    if (held.until < Number.POSITIVE_INFINITY) this.#past.push(held);
    else {
      this.#live.add(held);
      this.#liveBits += held.bits;
    }
  }

  /** Nobody needs it after `until`. */
  end(held: Held, until: number): void {
    held.until = until;
    if (!this.#live.delete(held)) return;
    this.#liveBits -= held.bits;
    this.#past.push(held);
  }

  /** What has no end yet. */
  live(): Iterable<Held> {
    return this.#live;
  }

  /** The earliest time, not before `from`, from which there is room for so many bits for good; undefined if there never is. */
  roomFrom(bits: number, from: number): number | undefined {
    const room = this.bits * (1 + 1e-12) - bits;
    if (this.#liveBits > room) return undefined;
    let all = this.#liveBits;
    for (const held of this.#past) if (held.until > from) all += held.bits;
    if (all <= room) return from;
    const times = [from, ...this.#past.flatMap(({ until }) => (until > from ? [until] : []))];
    times.sort((a, b) => a - b);
    // From the last time back: the earliest from which on it always fits.
    let found: number | undefined;
    for (let index = times.length - 1; index >= 0; index--) {
      const time = times[index] as number;
      if (this.#most(time, times[index + 1] ?? Number.POSITIVE_INFINITY) > room) break;
      found = time;
    }
    return found;
  }

  occupancy(latency: number): ReturnType<typeof occupancy> {
    return occupancy(
      this.#all().flatMap(({ bits, from, until }): [number, number][] => [
        [from, bits],
        [Math.min(until, latency), -bits],
      ]),
    );
  }

  /** Most bits at once in [from, to). */
  #most(from: number, to: number): number {
    const all = this.#all();
    const starts = [from, ...all.flatMap((held) => (held.from > from && held.from < to ? [held.from] : []))];
    let most = 0;
    for (const time of starts) {
      let sum = 0;
      for (const held of all) if (held.from <= time && held.until > time) sum += held.bits;
      most = Math.max(most, sum);
    }
    return most;
  }

  #all(): readonly Held[] {
    return [...this.#past, ...this.#live];
  }
}
