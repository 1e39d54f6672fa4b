/**
 * What has come of the indexes that were suggested and made: what was expected as the revision was written, against
 * what the server has counted since the index was ready. Looks at the target by SELECTs on catalogs and statistics
 * alone; keeps in Lockstep's home where the counters stood. Start here: expectation.ts says what was promised,
 * baseline.ts what happened since, indexEffect.ts what to think of it.
 */
import type { OpenConnection } from '../../connection/connections';
import type { RunSnapshot } from '../../revisions/runSnapshot';
import { describePlace } from '../../twin/planner/planDatabase';
import { beginBaseline, type Counters, rebase } from './baseline';
import {
  type BaselinesFile,
  baselinesFile,
  isOfSame,
  type KeptBaseline,
  keepBaselines,
} from './baselinesFile';
import { fetchCounters } from './counters.sql';
import { fetchDatabaseIdentity } from './databaseIdentity.sql';
import type { Expectation } from './expectation';
import { readExpectations } from './expectationsFile';
import { describeEffect, type IndexEffect } from './indexEffect';
import { type FoundIndex, fetchIndexStates } from './indexStates.sql';

export interface EffectsInput {
  readonly connection: Pick<OpenConnection, 'watch' | 'credentials'>;
  readonly projectFolder: string;
  /** Folder of everything that is kept for the user. */
  readonly home: string;
}

/** Of indexes that are there, or were when somebody looked before. */
export async function fetchEffects(input: EffectsInput): Promise<readonly IndexEffect[]> {
  const { connection, projectFolder, home } = input;
  const written = await readExpectations(projectFolder);
  if (written.length === 0) return [];
  const place = describePlace(connection.credentials.target);
  const database = await fetchDatabaseIdentity(connection.watch, connection.credentials.target);
  const expected = written.filter((each) => each.database === database);
  if (expected.length === 0) return [];
  const found = await fetchIndexStates(connection.watch, expected);
  const queryIds = expected.flatMap(({ statements }) => statements.map(({ queryId }) => queryId));
  const counters = await fetchCounters(connection.watch, [...new Set(queryIds)]);
  const file = baselinesFile(home);
  const looks = await lookAt({ file, place, expected, found, counters });
  return looks.flatMap(({ expectation, index, baseline }) =>
    index || baseline ? [describeEffect(expectation, { index, baseline, counters })] : [],
  );
}

/** The best moment is right after the run that made them. What goes wrong here, the next look tells. */
export async function noteBaselines(
  { direction, doneCount }: Pick<RunSnapshot, 'direction' | 'doneCount'>,
  input: () => Promise<EffectsInput>,
): Promise<void> {
  if (direction === 'down' || doneCount === 0) return;
  try {
    await fetchEffects(await input());
  } catch {
    // The run is what was asked for, and is done.
  }
}

interface LookInput {
  readonly file: BaselinesFile;
  readonly place: string;
  readonly expected: readonly Expectation[];
  readonly found: readonly FoundIndex[];
  readonly counters: Counters | null;
}

interface Look {
  readonly expectation: Expectation;
  readonly index: FoundIndex | null;
  readonly baseline: KeptBaseline | null;
}

async function lookAt({ file, place, expected, found, counters }: LookInput): Promise<readonly Look[]> {
  const { baselines } = await file.read();
  const pairs = expected.map((expectation) => {
    const index = found.find((each) => isMeant(each, expectation)) ?? null;
    const before = baselines.find((each) => isOfSame(each, { ...expectation, place })) ?? null;
    const baseline = index?.isValid && counters ? baselineOf(index, before, counters) : null;
    return {
      expectation,
      index,
      before,
      baseline: baseline && { ...baseline, place, ...nameOf(expectation) },
    };
  });
  await keepBaselines(
    file,
    pairs.flatMap(({ before, baseline }) => (baseline && isChanged(before, baseline) ? [baseline] : [])),
  );
  return pairs.map(({ expectation, index, before, baseline }) => ({
    ...{ expectation, index },
    baseline: baseline ?? before,
  }));
}

function isMeant(found: FoundIndex, { schema, table, index }: Expectation): boolean {
  return found.schema === schema && found.table === table && found.index === index;
}

function nameOf({ database, schema, index }: Expectation) {
  return { database, schema, index };
}

function baselineOf({ oid, scans }: FoundIndex, before: KeptBaseline | null, now: Counters) {
  const baseline = before?.oid === oid ? rebase(before, now, scans) : beginBaseline(now, scans);
  return { ...baseline, oid };
}

function isChanged(before: KeptBaseline | null, after: KeptBaseline): boolean {
  return (
    before?.oid !== after.oid ||
    before.since !== after.since ||
    before.scans !== after.scans ||
    before.counts !== after.counts
  );
}
