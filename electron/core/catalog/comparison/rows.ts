/** The rows of a comparison: what can be chosen, with what is to be known of it before. */
import { flatMap, type Stretches } from '../../stretches';
import { strongestLock } from '../describeChange';
import type { Difference } from '../diff/diffCatalogs';
import type { ChangeRow } from './comparison';
import { type Facts, NOTHING } from './facts';
import type { Needs } from './needs/needs';
import type { Part, Parts } from './parts';
import { summarise } from './summaries';

export interface Known {
  readonly facts: ReadonlyMap<string, Facts>;
  readonly needs: Needs;
  readonly refused: Difference['refused'];
}

export function* rowsOf(
  parts: Parts,
  known: Known,
  renamed: readonly ChangeRow[],
): Stretches<readonly ChangeRow[]> {
  const { needs, refused } = known;
  const refusals = new Map(refused.map(({ object, message }) => [object, message]));
  const withNeeds = renamed.map((row) => ({ ...row, needs: [...(needs.get(row.id) ?? [])] }));
  const rows = yield* flatMap(parts.all, (part) => [rowOf(part, parts, known, refusals)]);
  return withGroups([...withNeeds, ...rows], parts);
}

function rowOf(
  part: Part,
  parts: Parts,
  { facts, needs }: Known,
  refusals: ReadonlyMap<string, string>,
): ChangeRow {
  const { steps, isOutside } = facts.get(part.id) ?? NOTHING;
  const losses = [...new Set(steps.flatMap(({ destroys }) => destroys ?? []))];
  return {
    id: part.id,
    parentId: part.column?.table ?? null,
    kind: part.kind,
    schema: part.schema,
    name: part.name,
    action: part.action,
    summary: summarise(part, parts),
    lock: strongestLock(steps),
    rewrites: steps.some(({ rewrites }) => rewrites),
    scans: steps.some(({ scans }) => scans),
    destroys: losses.length === 0 ? null : losses.join(' and '),
    isOutside,
    isGroup: false,
    needs: [...(needs.get(part.id) ?? [])],
    refused: refusals.get(part.column?.table ?? part.id) ?? null,
  };
}

/** A table stands above its columns, also where nothing else of it differs. */
function withGroups(rows: readonly ChangeRow[], { after }: Parts): readonly ChangeRow[] {
  const own = new Map(rows.filter(({ parentId }) => parentId === null).map((row) => [row.id, row]));
  const tables = new Map<string, ChangeRow[]>();
  for (const row of rows) {
    if (row.parentId !== null) tables.set(row.parentId, [...(tables.get(row.parentId) ?? []), row]);
  }
  for (const id of tables.keys()) if (!own.has(id)) own.set(id, groupOf(id, after.get(id)));
  const sorted = [...own.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return sorted.flatMap((row) => [row, ...(tables.get(row.id) ?? [])]);
}

function groupOf(id: string, table: ReturnType<Parts['after']['get']>): ChangeRow {
  return {
    id,
    parentId: null,
    kind: 'table',
    schema: table && 'schema' in table ? table.schema : null,
    name: table?.name ?? id,
    action: 'alter',
    summary: '',
    lock: null,
    rewrites: false,
    scans: false,
    destroys: null,
    isOutside: false,
    isGroup: true,
    needs: [],
    refused: null,
  };
}
