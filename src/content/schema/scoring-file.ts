import { z } from 'zod';
import { FAMILIES } from '../../model/cue.js';

const family = z.enum(FAMILIES);
const points = z.int().min(1).max(99);
const thresholds = z
  .strictObject({ tier2: points, tier3: points })
  .refine((pair) => pair.tier3 > pair.tier2, 'tier3 must be above tier2');

const simple = [
  z.strictObject({ score: z.enum(['tier2', 'tier3']) }),
  z.strictObject({ points: z.array(family).min(1), atLeast: points }),
  z.strictObject({ families: points }),
  z.strictObject({ cues: z.array(z.string()).min(1) }),
] as const;
const inner = z.union([...simple, z.strictObject({ all: z.array(z.union(simple)).min(1) })]);
const statement = z.union([
  ...simple,
  z.strictObject({ any: z.array(inner).min(1) }),
  z.strictObject({ all: z.array(z.union(simple)).min(1) }),
]);
const conjunction = z.array(statement).min(1);

export const THRESHOLDS = thresholds;

const population = z.strictObject({
  thresholds: z.strictObject({ ED: thresholds, AMB: thresholds }),
  /** each entry is one way to reach the tier; every statement of it must hold */
  tier2: z.array(z.strictObject({ label: z.string(), all: conjunction })).min(1),
  tier3: z.array(z.strictObject({ label: z.string(), all: conjunction })).min(1),
});

const caps = z.partialRecord(family, z.int().min(0).max(20));

/** scoring.yaml: families, caps, anchors, tiers and thresholds by setting and age. */
export const SCORING_FILE = z.strictObject({
  caps: z.strictObject({ adult: caps, minor: caps }),
  youngChild: z.strictObject({ under: z.int().min(1).max(17), families: z.array(family) }),
  adult: population,
  minor: population,
});

export type ScoringEntry = z.infer<typeof SCORING_FILE>;
export type ScoreStatement = z.infer<typeof statement>;
