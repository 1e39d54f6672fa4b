import type { CatalogObject } from '../catalog';
import type { Lookup } from '../lookup';
import type { Sequence } from '../table';
import type { Candidate } from './findRenames';
import { likeNames, scored } from './likeness';

/** Keys and indexes that are the same but for their names. */
export function partCandidates(
  gone: readonly CatalogObject[],
  made: readonly CatalogObject[],
  before: Lookup,
  after: Lookup,
): readonly Candidate[] {
  const news = new Map<string, CatalogObject[]>();
  for (const each of made) {
    const meaning = meaningOf(each);
    if (meaning !== null) news.set(meaning, [...(news.get(meaning) ?? []), each]);
  }
  return gone.flatMap((a) => {
    const same = news.get(meaningOf(a) ?? '') ?? [];
    return same.flatMap((b) => {
      const isKept =
        'table' in a && before.table(tableOf(a)) !== undefined && after.table(tableOf(a)) !== undefined;
      if (!isKept || (a.kind !== 'index' && a.kind !== 'constraint')) return [];
      const of = a.kind === 'constraint' ? a.table : null;
      const { score, reasons } = scored([
        [0.9, 'the same definition'],
        [0.1 * likeNames(a.name, b.name), 'a similar name'],
      ]);
      return [{ kind: a.kind, schema: a.schema, of, from: a.name, to: b.name, score, reasons }];
    });
  });
}

function tableOf({ schema, table }: { readonly schema: string; readonly table: string }) {
  return { schema, name: table };
}

/** Of the same column: it goes on counting where it is. */
export function sequenceCandidates(
  gone: readonly CatalogObject[],
  made: readonly CatalogObject[],
): readonly Candidate[] {
  const isOwned = (each: CatalogObject): each is Sequence =>
    each.kind === 'sequence' && each.ownedBy !== null;
  const news = made.filter(isOwned);
  return gone.filter(isOwned).flatMap((a) =>
    news.flatMap((b) => {
      if (a.schema !== b.schema || JSON.stringify(a.ownedBy) !== JSON.stringify(b.ownedBy)) return [];
      const { score, reasons } = scored([
        [0.9, 'of the same column'],
        [0.1 * likeNames(a.name, b.name), 'a similar name'],
      ]);
      return [
        { kind: 'sequence' as const, schema: a.schema, of: null, from: a.name, to: b.name, score, reasons },
      ];
    }),
  );
}

/** null: of neither kind, or a part of a partitioned one, which has a name by history. */
function meaningOf(object: CatalogObject): string | null {
  if (object.kind !== 'index' && object.kind !== 'constraint') return null;
  if (object.parent !== null || object.definition === null) return null;
  const { name: _, id: __, dependsOn: ___, definition, comment: ____, ...rest } = object;
  return JSON.stringify({
    ...rest,
    definition: definition.replace(/^(CREATE (?:UNIQUE )?INDEX) (?:"(?:[^"]|"")+"|\S+) ON /, '$1 ON '),
  });
}
