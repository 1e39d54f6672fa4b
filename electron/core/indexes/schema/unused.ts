/** An index that no query has used while the counters ran, or not for a long time. */
import { daysBetween, describeSpan } from './counters';
import { dropDraft, isForQueriesAlone, nameOf, type SchemaRule } from './rule';
import type { CounterFacts, IndexFacts } from './schemaFacts';
import { keysThatNeed } from './supportsForeignKey';

/** Smaller tables are read as a whole, whatever indexes they have. */
const FEWEST_PAGES = 10;
/** Since counters began: an hour's worth tells nothing of what a day needs. */
const LEAST_DAYS = 1;
/** A quarter, so that what its end needs has come by. */
const LONG_DAYS = 100;
/** Less doesn't show what a week's or month's end needs. */
const SHORT_DAYS = 35;

export const unused: SchemaRule = {
  kind: 'unused',
  find({ facts }) {
    const { counters } = facts;
    return facts.indexes.flatMap((index) => {
      const table = facts.tables.get(index.tableOid);
      if (!table || table.pages < FEWEST_PAGES || !isForQueriesAlone(index) || !index.isValid) return [];
      const reason = reasonFor(index, counters);
      if (reason === null || keysThatNeed(index, facts).length > 0) return [];
      return [dropDraft('unused', table, index, { reason, caveats: caveatsOf(counters) })];
    });
  },
};

function reasonFor(index: IndexFacts, { now, since }: CounterFacts): string | null {
  const { scans, lastScan } = index;
  const name = nameOf(index);
  if (since && daysBetween(since, now) < LEAST_DAYS) return null;
  if (scans === 0) {
    const span = since
      ? `in the ${describeSpan(since, now)} that the counters tell of`
      : 'since its counters began';
    return `No query has used index ${name} ${span}.`;
  }
  if (lastScan === null || daysBetween(lastScan, now) < LONG_DAYS) return null;
  return `No query has used index ${name} for ${describeSpan(lastScan, now)}.`;
}

function caveatsOf({ now, since, isStandby, hasReplicas }: CounterFacts): readonly string[] {
  const where = isStandby
    ? 'This is a standby: what the primary and other replicas use is not counted here, and they share their indexes.'
    : hasReplicas
      ? 'Replicas share this index, and what they use is counted there alone: look at each of them first.'
      : 'What replicas use is counted there alone: look at each of them first, if there are any.';
  const age =
    since === null
      ? ['The server does not tell when the counters began; a crash or pg_stat_reset() begins them anew.']
      : daysBetween(since, now) < SHORT_DAYS
        ? [`The counters are ${describeSpan(since, now)} old: wait until a month’s end has come by.`]
        : [];
  return [where, ...age, 'An index that was made lately has not had its turn yet.'];
}
