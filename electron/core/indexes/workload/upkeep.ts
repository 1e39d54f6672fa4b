/** What an index costs: each row that is written must be found its place in it, and its pages take room in memory. */
import type { ReadStatement } from './readWorkload';
import type { Option } from './trial';
import type { TableWrites } from './workloadInput';

/** Of one entry in one index; measured at 5 to 20 µs where the index is in memory. */
const ENTRY_MS = 0.015;
/** A tree of lists: an entry for each element. */
const INVERTED_TIMES = 5;
const MEBIBYTE_MS = 0.5;

export interface Upkeep {
  readonly writes: readonly TableWrites[];
  readonly statements: readonly ReadStatement[];
}

export function upkeepMs({ spec, sizeBytes }: Option, { writes, statements }: Upkeep): number {
  const { schema, name, indexes } = spec.table;
  const counted = writes.find((each) => each.schema === schema && each.table === name);
  const size = (sizeBytes / 2 ** 20) * MEBIBYTE_MS;
  if (!counted) return size;
  const { inserted, updated, hotUpdated } = counted;
  // An update that changes an indexed column has to touch all indexes of the table, and not only this one.
  const spoilt = changesKeys(spec, statements) ? hotUpdated * (1 + indexes.length) : 0;
  const entries = inserted + (updated - hotUpdated) + spoilt;
  return size + entries * ENTRY_MS * (spec.method === 'gin' ? INVERTED_TIMES : 1);
}

function changesKeys(
  { table, columns, include }: Option['spec'],
  statements: readonly ReadStatement[],
): boolean {
  const indexed = [...columns, ...include];
  return statements.some(({ uses }) =>
    uses.some((use) => use.table.oid === table.oid && indexed.some((column) => use.sets.has(column))),
  );
}
