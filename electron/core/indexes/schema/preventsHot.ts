/**
 * An index on a column that changes all the time: each UPDATE then writes to every index of the table, where it could
 * be a HOT one, which writes to none. https://www.postgresql.org/docs/18/storage-hot.html
 */

import {
  aboutIndex,
  aboutTable,
  type Draft,
  dropDraft,
  nameOf,
  type RuleInput,
  type SchemaRule,
} from './rule';
import type { IndexFacts, TableFacts } from './schemaFacts';
import { keysThatNeed } from './supportsForeignKey';

/** Fewer updates cost nobody anything. */
const FEWEST_UPDATES = 1000;
/** Of the updates whose row would have stayed on its page. */
const LEAST_HOT = 0.5;

export const preventsHot: SchemaRule = {
  kind: 'prevents-hot',
  find(input) {
    return [...input.facts.tables.values()].filter(isHardlyHot).flatMap((table) => draftsFor(table, input));
  },
};

function isHardlyHot({ updated, hotUpdated, newPageUpdated }: TableFacts): boolean {
  // A row for which its page has no room is not the indexes' doing: that is what fillfactor is for.
  const fitting = updated - (newPageUpdated ?? 0);
  return updated >= FEWEST_UPDATES && fitting > 0 && hotUpdated < LEAST_HOT * fitting;
}

function draftsFor(table: TableFacts, { facts, updatedColumns }: RuleInput): readonly Draft[] {
  const indexes = facts.indexesOf(table.oid).filter((each) => isInTheWay(each, facts.counters.serverVersion));
  const changed = updatedColumns?.get(table.oid);
  if (!changed) return indexes.length === 0 ? [] : [someOf(table, indexes, updatedColumns !== null)];
  return indexes.flatMap((index) => {
    const columns = index.usedColumns.filter((column) => (changed.get(column) ?? 0) >= FEWEST_UPDATES);
    return columns.length === 0
      ? []
      : [draftOf(table, index, columns, keysThatNeed(index, facts).length > 0)];
  });
}

/** BRIN summarises pages, and is asked no more since PostgreSQL 16. */
function isInTheWay({ isPrimary, isValid, method }: IndexFacts, serverVersion: number): boolean {
  return !isPrimary && isValid && !(method === 'brin' && serverVersion >= 160000);
}

function draftOf(table: TableFacts, index: IndexFacts, columns: readonly string[], isNeeded: boolean): Draft {
  const reason = `${statedOf(table)}: they change ${listOf(columns)}, which index ${nameOf(index)} holds.`;
  const isLoose =
    !index.isUnique && !index.backsConstraint && !index.isOfPartitions && !index.isReplicaIdentity;
  if (isLoose && !isNeeded && index.scans === 0) {
    const unused =
      'No query has used it since the counters of this server began; what replicas use is counted there alone.';
    return dropDraft('prevents-hot', table, index, { reason, caveats: [unused] });
  }
  // What is used, if rarely, would be missed: by how much nobody can tell from a count.
  const used =
    index.scans === 0
      ? 'No query has used it, but it is there for more than queries.'
      : `It was used ${index.scans === 1 ? 'once' : `${index.scans} times`}, so it is worth keeping unless a partial one, or one without the column, does.`;
  return aboutIndex('prevents-hot', table, index, { reason, caveats: [used] }, null);
}

/** Nobody knows which columns change. */
function someOf(table: TableFacts, indexes: readonly IndexFacts[], isCounted: boolean): Draft {
  const names = listOf(indexes.map(({ name }) => name));
  const elsewhere =
    table.newPageUpdated === null
      ? ', or their page had no room, which is not counted before PostgreSQL 16'
      : '';
  const suggestion = {
    ...aboutTable('prevents-hot', table, []),
    columns: [...new Set(indexes.flatMap(({ usedColumns }) => usedColumns))],
    reason: `${statedOf(table)}: they change columns that one of its indexes holds (${names})${elsewhere}.`,
    caveats: [
      isCounted
        ? 'No UPDATE of the table is among the statements that were read, so nothing tells which columns these are.'
        : 'Without pg_stat_statements nothing tells which columns these are.',
    ],
  };
  return { suggestion, drops: null };
}

function statedOf(table: TableFacts): string {
  const { updated, hotUpdated } = table;
  return `Of ${updated} updates of ${nameOf(table)} ${hotUpdated === 0 ? 'none was' : `${hotUpdated} were`} HOT`;
}

function listOf(names: readonly string[]): string {
  return names.join(', ');
}
