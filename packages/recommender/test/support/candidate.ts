import type { Candidate } from "@joulebook/core";
import fc from "fast-check";

/** A candidate with only what a test is about. */
export function candidate(fields: Partial<Candidate> & Pick<Candidate, "id" | "energy" | "accuracy">): Candidate {
  return { model: fields.id, device: "board", origin: "measured", evidence: "measured", keys: {}, ...fields };
}

/** Small tables on a coarse grid, so that ties and collinear points are common. */
export const tables: fc.Arbitrary<Candidate[]> = fc
  .array(
    fc.record({
      energy: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.double({ min: 0.5, max: 12, noNaN: true })),
      accuracy: fc.oneof(
        fc.integer({ min: 0, max: 10 }).map((n) => n / 10),
        fc.double({ min: 0, max: 1, noNaN: true }),
      ),
      latency: fc.integer({ min: 1, max: 9 }),
      memory: fc.integer({ min: 1, max: 9 }),
      device: fc.constantFrom("a", "a", "b"),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((rows) =>
    rows.map(({ latency, ...row }, index) => candidate({ id: `c${index}`, ...row, latency: { mean: latency / 100 } })),
  );
