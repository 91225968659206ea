import { type ConfirmationChain, confirmed, ended } from "./confirmation-chain.js";

/** Chances by frame, the first frame at 0. */
export interface FirstPassage {
  /** It confirms at this frame. */
  readonly confirms: readonly number[];
  /** Patience ends at this frame without a confirmation. */
  readonly ends: readonly number[];
}

/** What is left when it no longer matters. */
const negligible = 1e-9;

/**
 * When a chain confirms or ends, frame by frame: the distribution whose generating functions `chainTransforms` solves for.
 *
 * @param start chances of the states before the first frame
 * @param frames at most
 */
export function firstPassage(
  { states, onHit, onMiss }: ConfirmationChain,
  hit: number,
  start: ArrayLike<number>,
  frames: number,
): FirstPassage {
  const confirms: number[] = [];
  const ends: number[] = [];
  let here = Float64Array.from(start);
  let left = here.reduce((sum, share) => sum + share, 0);
  for (let frame = 0; frame < frames && left > negligible; frame++) {
    const next = new Float64Array(states);
    let [confirming, ending] = [0, 0];
    const move = (to: number, share: number): void => {
      if (to === confirmed) confirming += share;
      else if (to === ended) ending += share;
      else next[to] = (next[to] as number) + share;
    };
    for (let state = 0; state < states; state++) {
      const share = here[state] as number;
      if (share === 0) continue;
      move(onHit[state] as number, share * hit);
      move(onMiss[state] as number, share * (1 - hit));
    }
    confirms.push(confirming);
    ends.push(ending);
    left -= confirming + ending;
    here = next;
  }
  return { confirms, ends };
}

/** Chances that the first run of so many frames that each come with chance p is complete at a frame, the first frame at 0. */
export function firstRun(length: number, p: number, frames: number): readonly number[] {
  let here = new Float64Array(length);
  here[0] = 1;
  const ends: number[] = [];
  for (let frame = 0, left = 1; frame < frames && left > negligible; frame++) {
    const next = new Float64Array(length);
    for (let run = 0; run < length; run++) {
      next[0] = (next[0] as number) + (here[run] as number) * (1 - p);
      if (run + 1 < length) next[run + 1] = (here[run] as number) * p;
    }
    const ending = (here[length - 1] as number) * p;
    ends.push(ending);
    left -= ending;
    here = next;
  }
  return ends;
}
