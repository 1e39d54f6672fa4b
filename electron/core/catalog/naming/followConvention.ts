/** Names for what is new, as the project names what it has. What a model states itself is left as it is. */

import type { ModelTable } from '../../project/runnerProtocol';
import { quoteIdent } from '../../sql/quote';
import type { Stretches } from '../../stretches';
import type { Catalog, CatalogObject } from '../catalog';
import { idInSchema, idOnTable, plain } from '../identity';
import { type Convention, factsOf, findConvention, kindOf } from './findConvention';
import { nameBy } from './template';

/** `wanted` is what `now` is to become by the models. */
export function* followConvention(
  wanted: Catalog,
  now: Catalog,
  tables: readonly ModelTable[],
): Stretches<Catalog> {
  const convention = yield* findConvention(now);
  const there = new Set(now.objects.map(({ id }) => id));
  const stated = new Set(
    tables.flatMap(({ schema, statedIndexes }) =>
      statedIndexes.map((name) => idInSchema('index', schema, name)),
    ),
  );
  const taken = new Set(wanted.objects.flatMap(placeOf));
  const renamed = new Map<string, CatalogObject>();
  for (const object of wanted.objects) {
    if (there.has(object.id) || stated.has(object.id)) continue;
    const name = conventionalName(object, convention);
    if (name === null || name === object.name) continue;
    const named = withName(object, name);
    const [place] = placeOf(named);
    if (place === undefined || taken.has(place)) continue;
    taken.add(place);
    renamed.set(object.id, named);
  }
  return renamed.size === 0 ? wanted : withNames(wanted, renamed);
}

/** Indexes and keys share their schema's names with tables. */
function placeOf(object: CatalogObject): readonly string[] {
  return 'schema' in object ? [JSON.stringify([object.schema, object.name])] : [];
}

function conventionalName(object: CatalogObject, convention: Convention): string | null {
  const kind = kindOf(object);
  const template = kind === null ? undefined : convention.get(kind);
  const facts = template && factsOf(object);
  return template && facts ? nameBy(template, facts) : null;
}

function withName(object: CatalogObject, name: string): CatalogObject {
  if (object.kind === 'constraint') {
    return { ...object, name, id: idOnTable('constraint', object.schema, object.table, name) };
  }
  if (object.kind !== 'index') return object;
  const start = /^(CREATE (?:UNIQUE )?INDEX) (?:"(?:[^"]|"")+"|\S+) ON /;
  const definition = object.definition?.replace(start, `$1 ${spelt(name)} ON `) ?? null;
  return { ...object, name, definition, id: idInSchema('index', object.schema, name) };
}

/** A dollar in a replacement would stand for something. */
function spelt(name: string): string {
  const isPlain = plain(name) === name && !mayBeKeyword(name);
  return (isPlain ? name : quoteIdent(name)).replaceAll('$', '$$$$');
}

/** As a column’s name alone may be, such as `user`. */
function mayBeKeyword(name: string): boolean {
  return !name.includes('_') || /^(current|session|system)_/.test(name);
}

function withNames(catalog: Catalog, renamed: ReadonlyMap<string, CatalogObject>): Catalog {
  const objects = catalog.objects.map((object) => {
    const named = renamed.get(object.id) ?? object;
    const dependsOn = named.dependsOn.map((each) => {
      const now = renamed.get(each.id);
      return now ? { ...each, id: now.id } : each;
    });
    return { ...named, dependsOn };
  });
  return { ...catalog, objects: objects.sort((a, b) => (a.id < b.id ? -1 : 1)) };
}
