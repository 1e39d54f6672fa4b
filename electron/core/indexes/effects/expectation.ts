/** What is promised of an index as its revision is written, so that it can be held against what comes of it. */
import type { HelpedQuery, Suggestion } from '../suggestion';
import { withoutValues } from './withoutValues';

export interface Expectation {
  readonly schema: string;
  readonly table: string;
  readonly index: string;
  /** Whose counters it was made from, see `DatabaseIdentity`: another database's say something else. */
  readonly database: string;
  /** ISO. */
  readonly writtenAt: string;
  readonly sizeBytes: number | null;
  readonly statements: readonly ExpectedStatement[];
}

export interface ExpectedStatement {
  readonly queryId: string;
  /** Without any value, and cut where it is long. */
  readonly text: string;
  /** As counted before, with their mean. */
  readonly calls: number;
  readonly meanMs: number;
  /** What the planner's costs make of that mean, with everything that was suggested together. */
  readonly expectedMs: number;
}

export interface Promised {
  readonly database: string;
  readonly at: Date;
}

/** Dearest first; the rest weighs little. */
const MOST_STATEMENTS = 20;

/** Of indexes that are to be made for statements that are counted; the others promise no time. */
export async function expectationsOf(
  suggestions: readonly Suggestion[],
  { database, at }: Promised,
): Promise<readonly Expectation[]> {
  const all = await Promise.all(
    suggestions.map(async ({ kind, schema, table, index, sizeBytes, helps }) => {
      const statements = await Promise.all(helps.slice(0, MOST_STATEMENTS).map(expectedOf));
      const counted = statements.filter((each) => each !== null);
      if (kind !== 'create' || index === null || counted.length === 0) return [];
      const writtenAt = at.toISOString();
      return [{ schema, table, index, database, writtenAt, sizeBytes, statements: counted }];
    }),
  );
  return all.flat();
}

async function expectedOf({
  queryId,
  text,
  calls,
  meanMs,
  proof,
}: HelpedQuery): Promise<ExpectedStatement | null> {
  if (meanMs === null || calls === 0 || proof === null || proof.before.totalCost <= 0) return null;
  const expectedMs = (meanMs * proof.after.totalCost) / proof.before.totalCost;
  return { queryId, text: await withoutValues(text), calls, meanMs, expectedMs };
}
