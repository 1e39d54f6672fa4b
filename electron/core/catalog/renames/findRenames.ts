/**
 * What may have been renamed: something is gone, something like it is new in its place. Candidates only: whether it
 * is so nobody but the user knows. Decides from two Catalogs alone. Start at `findRenames`.
 */
import { flatMap, type Stretches } from '../../stretches';
import type { Catalog, CatalogObject } from '../catalog';
import { createLookup, type Lookup } from '../lookup';
import type { Table } from '../table';
import type { EnumType } from '../userTypes';
import { partCandidates, sequenceCandidates } from './findPartRenames';
import { likeColumns } from './likeColumns';
import { type Likeness, likeNames, scored } from './likeness';
import type { Rename } from './rename';

export interface Candidate extends Rename {
  /** From 0 to 1. */
  readonly score: number;
  /** What speaks for it. */
  readonly reasons: readonly string[];
}

/** Below it nobody would think of asking. */
const LEAST_SCORE = 0.5;

export function* findRenames(from: Catalog, to: Catalog): Stretches<readonly Candidate[]> {
  const before = createLookup(from);
  yield;
  const after = createLookup(to);
  yield;
  const gone = from.objects.filter(({ id }) => !after.get(id));
  const made = to.objects.filter(({ id }) => !before.get(id));
  const inside = flatMap(from.objects, (a) => {
    const b = after.get(a.id);
    if (a.kind === 'table' && b?.kind === 'table') return bestPairs(columnCandidates(a, b, before, after));
    return a.kind === 'enum' && b?.kind === 'enum' ? bestPairs(labelCandidates(a, b)) : [];
  });
  return [
    ...bestPairs(yield* tableCandidates(gone, made, before, after)),
    ...(yield* inside),
    ...bestPairs(partCandidates(gone, made, before, after)),
    ...bestPairs(sequenceCandidates(gone, made)),
  ];
}

/** No object is in two of them: the likest pair first, then by name. */
function bestPairs(candidates: readonly Candidate[]): readonly Candidate[] {
  const taken = new Set<string>();
  const key = (side: string, { kind, schema, of }: Rename, name: string) =>
    JSON.stringify([side, kind, schema, of, name]);
  return candidates
    .filter(({ score }) => score >= LEAST_SCORE)
    .sort((a, b) => b.score - a.score || (`${a.from} ${a.to}` < `${b.from} ${b.to}` ? -1 : 1))
    .filter((each) => {
      const keys = [key('from', each, each.from), key('to', each, each.to)];
      if (keys.some((one) => taken.has(one))) return false;
      for (const one of keys) taken.add(one);
      return true;
    });
}

function* tableCandidates(
  gone: readonly CatalogObject[],
  made: readonly CatalogObject[],
  before: Lookup,
  after: Lookup,
): Stretches<readonly Candidate[]> {
  const isPlain = (each: CatalogObject): each is Table =>
    each.kind === 'table' && each.parents.length === 0 && each.lockedBy === undefined;
  yield;
  const news = made.filter(isPlain).map((table) => traitsOf(table, after));
  yield;
  const candidates: Candidate[] = [];
  for (const table of gone.filter(isPlain)) {
    const old = traitsOf(table, before);
    for (const now of news) candidates.push(...tableCandidate(old, now));
    // Each is held against all new ones.
    yield;
  }
  return candidates;
}

interface Traits {
  readonly table: Table;
  readonly columns: ReadonlySet<string>;
  readonly partCount: number;
}

function traitsOf(table: Table, lookup: Lookup): Traits {
  const columns = new Set(table.columns.map(({ name, type }) => `${name} ${type}`));
  return { table, columns, partCount: lookup.partsOf(table).length };
}

function tableCandidate(old: Traits, now: Traits): readonly Candidate[] {
  const [a, b] = [old.table, now.table];
  if (a.schema !== b.schema || (a.foreign === null) !== (b.foreign === null)) return [];
  if (a.partitionedBy !== b.partitionedBy) return [];
  const { score, reasons } = likeTables(old, now);
  return [{ kind: 'table', schema: a.schema, of: null, from: a.name, to: b.name, score, reasons }];
}

function likeTables(a: Traits, b: Traits): Likeness {
  const shared = [...a.columns].filter((each) => b.columns.has(each)).length;
  const all = a.columns.size + b.columns.size - shared;
  const share = all === 0 ? 0 : shared / all;
  // Most pairs have little in common, whatever they are called.
  const isHopeless = 0.75 * share + 0.25 < LEAST_SCORE - 0.01;
  return scored([
    [0.75 * share, `${shared} of ${all} columns are the same`],
    [a.partCount === b.partCount ? 0.1 : 0, 'as many keys and indexes'],
    [isHopeless ? 0 : 0.15 * likeNames(a.table.name, b.table.name), 'a similar name'],
  ]);
}

function columnCandidates(a: Table, b: Table, before: Lookup, after: Lookup): readonly Candidate[] {
  if (a.parents.length > 0 || a.lockedBy !== undefined || b.lockedBy !== undefined) return [];
  if (
    a.columns.length === b.columns.length &&
    a.columns.every(({ name }, at) => b.columns[at]?.name === name)
  )
    return [];
  const names = {
    a: new Set(a.columns.map(({ name }) => name)),
    b: new Set(b.columns.map(({ name }) => name)),
  };
  const gone = a.columns.filter(({ name }) => !names.b.has(name));
  const made = b.columns.filter(({ name }) => !names.a.has(name));
  return gone.flatMap((old) =>
    made.flatMap((now) => {
      const likeness = likeColumns(
        { table: a, column: old, lookup: before },
        { table: b, column: now, lookup: after },
      );
      if (!likeness) return [];
      return [
        { kind: 'column' as const, schema: a.schema, of: a.name, from: old.name, to: now.name, ...likeness },
      ];
    }),
  );
}

/** As many labels as before, another one in the same place. */
function labelCandidates(a: EnumType, b: EnumType): readonly Candidate[] {
  const isAsMany = a.labels.length === b.labels.length;
  return a.labels.flatMap((from, at) => {
    const to = b.labels[at];
    if (to === undefined || a.labels.includes(to) || b.labels.includes(from)) return [];
    const { score, reasons } = scored([
      [0.4, 'the same place'],
      [isAsMany ? 0.2 : 0, 'as many labels'],
      [0.4 * likeNames(from, to), 'a similar name'],
    ]);
    return [{ kind: 'label' as const, schema: a.schema, of: a.name, from, to, score, reasons }];
  });
}
