/** The rows of a comparison: what can be chosen, with what is to be known of it before. */
import { strongestLock } from '../describeChange';
import type { Change, Difference } from '../diff/diffCatalogs';
import { isBetterOutside } from '../generate/safeForms';
import type { Step } from '../write/step';
import type { ChangeRow } from './comparison';
import type { Needs } from './needs';
import { columnId, type Parts } from './parts';
import { summarise } from './summaries';

export function rowsOf(parts: Parts, needs: Needs, difference: Difference): readonly ChangeRow[] {
  const facts = factsByPart(parts, difference);
  const refusals = new Map(difference.refused.map(({ object, message }) => [object, message]));
  const rows = parts.all.map((part): ChangeRow => {
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
  });
  return withGroups(rows, parts);
}

interface Facts {
  readonly steps: readonly Step[];
  readonly isOutside: boolean;
}

const NOTHING: Facts = { steps: [], isOutside: false };

function factsByPart({ before, after, all }: Parts, { changes }: Difference): ReadonlyMap<string, Facts> {
  const ids = new Set(all.map(({ id }) => id));
  const owners = new Map(all.flatMap((part) => part.objects.map((id) => [id, part.id] as const)));
  const facts = new Map<string, Facts>();
  const add = (id: string, step: Step, isOutside: boolean) => {
    const known = facts.get(id) ?? NOTHING;
    facts.set(id, { steps: [...known.steps, step], isOutside: known.isOutside || isOutside });
  };
  for (const change of changes) {
    const isOutside = isBetterOutside(change, before, after);
    for (const step of change.steps) {
      for (const id of ownersOf(change, step, ids, owners)) add(id, step, isOutside);
    }
  }
  return facts;
}

/** What is dropped and made for another's sake is nobody's: it is no difference. */
function ownersOf(
  { object }: Change,
  { columns }: Step,
  ids: ReadonlySet<string>,
  owners: ReadonlyMap<string, string>,
): readonly string[] {
  const own = owners.get(object);
  const named = (columns ?? []).map((name) => columnId({ id: object }, name)).filter((id) => ids.has(id));
  if (named.length > 0) return named;
  return own === undefined ? [] : [own];
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
