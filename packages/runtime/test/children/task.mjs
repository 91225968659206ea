// One task of a worker pool.
export default async function task({ kind, value }) {
  if (kind === "square") return value * value;
  if (kind === "wait") return new Promise((resolve) => setTimeout(resolve, value, value));
  if (kind === "spin") for (;;) value += 1;
  if (kind === "exit") process.exit(7);
  if (kind === "grow") for (const kept = []; ; ) kept.push(Array.from({ length: 1e5 }, (_, i) => ({ i })));
  throw new RangeError(`unknown kind ${kind}`);
}
