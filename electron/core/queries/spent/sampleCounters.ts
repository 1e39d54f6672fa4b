/** Reads a server's counters again and again while somebody looks, once for all who do, and keeps the latest. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Session } from '../../connection/session';
import { type ErrorInfo, toErrorInfo } from '../../errors';
import { fetchEnableFacts } from '../enableFacts.sql';
import { enableSteps } from '../enableSteps';
import { MOST_STATEMENTS } from '../fetchWorkload';
import type { Workload } from '../workload';
import { fetchReading } from './counters.sql';
import { type Reading, remember, type StatementSpent, spentOf } from './readings';

export interface TimeSpent {
  /** ISO: the readings; between each and the next is an interval. */
  readonly readAt: readonly string[];
  /** Of the statements that are shown, those of which anything is known. */
  readonly statements: readonly StatementSpent[];
  /** How long the last reading took, and how often there is one. */
  readonly costMs: number | null;
  readonly everyMs: number;
  /** Why there was none the last time. */
  readonly failure: ErrorInfo | null;
}

export const EVERY_MS = 10_000;

export interface Sampling {
  /** A whole workload was read anyhow. */
  add(workload: Workload): void;
  /** At once what is known, then after each reading; ends at once where nothing is counted. */
  watch(
    session: () => Promise<Session>,
    shown: () => readonly string[],
    signal: AbortSignal,
  ): AsyncGenerator<TimeSpent>;
}

export function createSampling(everyMs: number = EVERY_MS): Sampling {
  let readings: readonly Reading[] = [];
  let readAtMs = Number.NEGATIVE_INFINITY;
  let state: Pick<TimeSpent, 'costMs' | 'failure'> = { costMs: null, failure: null };
  let reading: Promise<void> | null = null;

  const add = (next: Reading) => {
    readings = remember(readings, next);
    readAtMs = performance.now();
  };
  const read = async (session: () => Promise<Session>, schema: string) => {
    const begun = performance.now();
    try {
      const next = await fetchReading(await session(), schema, MOST_STATEMENTS);
      if (next) add(next);
      state = { costMs: performance.now() - begun, failure: null };
    } catch (error) {
      readAtMs = performance.now();
      state = { ...state, failure: toErrorInfo(error) };
    }
  };
  const readOnce = async (session: () => Promise<Session>, schema: string) => {
    if (performance.now() - readAtMs < everyMs * 0.9) return;
    reading ??= read(session, schema).finally(() => {
      reading = null;
    });
    await reading;
  };
  return {
    add: (workload) => add(readingOf(workload)),
    async *watch(session, shown, signal) {
      const facts = await fetchEnableFacts(await session());
      if (enableSteps(facts)) return;
      while (!signal.aborted) {
        await readOnce(session, facts.schema ?? '');
        yield { ...state, everyMs, ...describe(readings, shown()) };
        const restMs = Math.max(100, readAtMs + everyMs - performance.now());
        await sleep(restMs, undefined, { signal }).catch(() => undefined);
      }
    },
  };
}

function describe(
  readings: readonly Reading[],
  shown: readonly string[],
): Pick<TimeSpent, 'readAt' | 'statements'> {
  return {
    readAt: readings.map(({ takenAt }) => takenAt),
    statements: spentOf(readings, shown).filter(({ msPerSecond }) => msPerSecond.some((ms) => ms !== null)),
  };
}

function readingOf({ takenAt, since, statements }: Workload): Reading {
  return {
    ...{ takenAt, since },
    counts: new Map(statements.map(({ queryId, calls, totalMs }) => [queryId, { calls, totalMs }])),
    isComplete: statements.length < MOST_STATEMENTS,
  };
}
