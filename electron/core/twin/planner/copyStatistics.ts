/** From a target into its twin: sizes, statistics of columns, extended statistics. */
import type { Session } from '../../connection/session';
import { importExtendedStatistics } from './extendedStatistics';
import { importColumnStatistics, importSizes } from './importStatistics.sql';
import type { PrivateColumn } from './targetStatistics.sql';
import * as statistics from './targetStatistics.sql';
import { countUnreadable, type Unreadable } from './unreadable.sql';

export interface Copying {
  readonly from: Session;
  /** The guest's. */
  readonly to: Session;
  /** There, too: extended statistics have no function that puts them in. */
  readonly superuser: Session;
  /** The target's. */
  readonly serverVersion: number;
  readonly hidden: readonly PrivateColumn[];
  readonly signal: AbortSignal;
}

export interface StatisticsGaps {
  /** Tables that have never been analysed. */
  readonly unanalysed: readonly string[];
  readonly unreadable: Unreadable;
  readonly hidden: readonly PrivateColumn[];
}

// Values are spelt alike on both sides, and type names in full.
const SPELLING = `SELECT pg_catalog.set_config(name, value, false) FROM (VALUES ('search_path', ''), ('TimeZone', 'UTC'),
    ('DateStyle', 'ISO, YMD'), ('IntervalStyle', 'postgres'), ('extra_float_digits', '1'), ('bytea_output', 'hex'),
    ('statement_timeout', '30000')) AS settings (name, value)`;

/** Yields how far it is, from 0 to 1. */
export async function* copyStatistics(copying: Copying): AsyncGenerator<number, StatisticsGaps> {
  const { from, to, superuser, serverVersion, hidden, signal } = copying;
  for (const each of [from, to, superuser]) await each.query(SPELLING);
  const { json, unanalysed } = await statistics.fetchSizes(from);
  await importSizes(to, JSON.parse(json));
  const hiddenParts = await statistics.withParts(from, hidden);
  const batches = await statistics.fetchBatches(from);
  for (const [index, batch] of batches.entries()) {
    signal.throwIfAborted();
    yield index / batches.length;
    await importColumnStatistics(
      to,
      await statistics.fetchColumnStatistics(from, batch, serverVersion, hiddenParts),
    );
  }
  await importExtendedStatistics(superuser, await statistics.fetchExtendedStatistics(from, serverVersion));
  return { unanalysed, unreadable: await countUnreadable(from), hidden };
}
