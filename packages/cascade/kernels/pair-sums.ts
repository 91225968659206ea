import { Called, Sum, Watching } from "../src/kernels/pair-layout";

/** Bytes of two cells side by side. */
const lanes: usize = 16;

function add(a: v128, b: v128): v128 {
  return f64x2.add(a, b);
}

function times(a: v128, b: v128): v128 {
  return f64x2.mul(a, b);
}

function write(sums: usize, place: i32, value: v128): void {
  store<f64>(sums + 8 * place, f64x2.extract_lane(value, 0) + f64x2.extract_lane(value, 1));
}

/**
 * Sums of two stages over the nodes of events, two nodes at a time. An event is found with g₁ G / (1 − g B), and calls the second stage
 * g₁ / (1 − g e) times.
 *
 * @param watch a first stage's numbers, two cells side by side: pairs × Watching.width × 2
 * @param called a called stage's, likewise
 * @param sums Sum.width numbers
 */
export function pairSums(watch: usize, called: usize, pairs: i32, sums: usize): void {
  const one = f64x2.splat(1);
  const zero = f64x2.splat(0);
  let recall1 = zero,
    recall2 = zero,
    life1 = zero,
    time1 = zero,
    time2 = zero;
  let calls1 = zero,
    calls2 = zero,
    during1 = zero,
    during2 = zero,
    after1 = zero,
    after2 = zero;
  let stands1 = zero,
    stands2 = zero,
    asks1 = zero,
    asks2 = zero,
    late = zero;
  let w = watch,
    c = called;
  for (let pair = 0; pair < pairs; pair++) {
    const first = v128.load(w, lanes * Watching.first);
    const again = v128.load(w, lanes * Watching.again);
    const againStep = v128.load(w, lanes * Watching.againStep);
    const gives = v128.load(c, lanes * Called.gives);
    // 1 / (1 − g B) and 1 / (1 − g e) by one division.
    const notGiven = f64x2.sub(one, times(again, gives));
    const notEnded = f64x2.sub(one, times(again, v128.load(c, lanes * Called.ends)));
    const both = f64x2.div(one, times(notGiven, notEnded));
    const endless = times(both, notEnded);
    const repeats = times(both, notGiven);
    const slope = times(add(times(againStep, gives), times(again, v128.load(c, lanes * Called.givesStep))), endless);

    const reached = times(endless, first);
    const timeStep = v128.load(c, lanes * Called.timeStep);
    recall1 = add(recall1, times(reached, v128.load(c, lanes * Called.found)));
    life1 = add(life1, times(reached, v128.load(c, lanes * Called.life)));
    time1 = add(time1, times(reached, add(v128.load(c, lanes * Called.time), times(timeStep, slope))));
    time1 = add(time1, times(times(endless, v128.load(w, lanes * Watching.firstStep)), timeStep));

    const returned = times(endless, again);
    const runningStep = v128.load(c, lanes * Called.timeRunningStep);
    recall2 = add(recall2, times(returned, v128.load(c, lanes * Called.foundRunning)));
    time2 = add(time2, times(returned, add(v128.load(c, lanes * Called.timeRunning), times(runningStep, slope))));
    time2 = add(time2, times(times(endless, againStep), runningStep));

    const begun = times(first, repeats);
    const calls = v128.load(c, lanes * Called.calls);
    calls1 = add(calls1, times(begun, calls));
    calls2 = add(calls2, times(repeats, v128.load(c, lanes * Called.callsRunning)));
    during1 = add(during1, times(begun, v128.load(c, lanes * Called.during)));
    during2 = add(during2, times(repeats, v128.load(c, lanes * Called.duringRunning)));
    after1 = add(after1, times(begun, v128.load(c, lanes * Called.after)));
    after2 = add(after2, times(repeats, v128.load(c, lanes * Called.afterRunning)));
    stands1 = add(stands1, times(begun, v128.load(c, lanes * Called.stands)));
    stands2 = add(stands2, times(repeats, v128.load(c, lanes * Called.standsRunning)));
    asks1 = add(asks1, times(begun, v128.load(c, lanes * Called.asks)));
    asks2 = add(asks2, times(repeats, v128.load(c, lanes * Called.asksRunning)));
    late = add(late, times(times(repeats, v128.load(w, lanes * Watching.late)), calls));
    w += lanes * Watching.width;
    c += lanes * Called.width;
  }
  write(sums, Sum.recall1, recall1);
  write(sums, Sum.time1, time1);
  write(sums, Sum.recall2, recall2);
  write(sums, Sum.time2, time2);
  write(sums, Sum.calls1, calls1);
  write(sums, Sum.calls2, calls2);
  write(sums, Sum.during1, during1);
  write(sums, Sum.during2, during2);
  write(sums, Sum.after1, after1);
  write(sums, Sum.after2, after2);
  write(sums, Sum.stands1, stands1);
  write(sums, Sum.stands2, stands2);
  write(sums, Sum.asks1, asks1);
  write(sums, Sum.asks2, asks2);
  write(sums, Sum.late, late);
  write(sums, Sum.life1, life1);
}
