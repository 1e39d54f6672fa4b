/** How a project names its keys and indexes: the template that most of those that are there follow. */
import { forEach, type Stretches } from '../../stretches';
import type { Catalog, CatalogObject } from '../catalog';
import { keyOf, type NameFacts, type Template, templatesOf } from './template';

export type NamedKind = 'primary' | 'unique' | 'foreign' | 'index' | 'unique index';
/** Without an entry there is none. */
export type Convention = ReadonlyMap<NamedKind, Template>;

/** Of one alone it can't be told what is its rule. */
const LEAST = 2;

export function* findConvention({ objects }: Catalog): Stretches<Convention> {
  const named = new Map<NamedKind, Named[]>();
  yield* forEach(objects, (object) => {
    const kind = kindOf(object);
    const facts = factsOf(object);
    if (kind === null || facts === null) return;
    const all = named.get(kind) ?? [];
    all.push({ name: object.name, facts });
    named.set(kind, all);
  });
  const convention = new Map<NamedKind, Template>();
  for (const [kind, all] of named) {
    const template = yield* majority(all);
    if (template !== null) convention.set(kind, template);
  }
  return convention;
}

interface Named {
  readonly name: string;
  readonly facts: NameFacts;
}

function* majority(all: readonly Named[]): Stretches<Template | null> {
  const counts = new Map<
    string,
    { readonly template: Template; readonly count: number; readonly rank: number }
  >();
  yield* forEach(all, ({ name, facts }) => {
    templatesOf(name, facts).forEach((template, rank) => {
      const known = counts.get(keyOf(template));
      counts.set(keyOf(template), {
        template,
        count: (known?.count ?? 0) + 1,
        rank: Math.max(known?.rank ?? 0, rank),
      });
    });
  });
  const [best] = [...counts.values()].sort((a, b) => b.count - a.count || a.rank - b.rank);
  return best && best.count >= LEAST && best.count * 2 > all.length ? best.template : null;
}

/** null: nothing that has a name by what it is, or a part of what has. */
export function kindOf(object: CatalogObject): NamedKind | null {
  if (object.kind === 'index') {
    if (object.parent !== null) return null;
    return object.isUnique ? 'unique index' : 'index';
  }
  if (object.kind !== 'constraint' || object.parent !== null) return null;
  const { type } = object;
  return type === 'primary' || type === 'unique' || type === 'foreign' ? type : null;
}

/** null: it is made of expressions, or of nothing that can be read. */
export function factsOf(object: CatalogObject): NameFacts | null {
  if (object.kind !== 'index' && object.kind !== 'constraint') return null;
  const list = /\(((?:[^()"]|"(?:[^"]|"")*")*)\)/.exec(withoutName(object.definition ?? ''))?.[1];
  const columns = list === undefined ? [] : columnsIn(list);
  if (columns.length === 0 || !areColumns(columns, object)) return null;
  const referred = /\bREFERENCES (?:(?:"(?:[^"]|"")+"|\w+)\.)?("(?:[^"]|"")+"|\w+)/.exec(
    object.definition ?? '',
  )?.[1];
  return { table: object.table, columns, referred: referred === undefined ? null : unquoted(referred) };
}

function withoutName(definition: string): string {
  return definition.replace(/^CREATE (?:UNIQUE )?INDEX .*? USING \w+ /, '');
}

function columnsIn(list: string): readonly string[] {
  const parts = list.match(/(?:[^,"]|"(?:[^"]|"")*")+/g) ?? [];
  return parts.flatMap((part) => {
    const name = /^\s*("(?:[^"]|"")+"|[\w$]+)/u.exec(part)?.[1];
    return name === undefined ? [] : [unquoted(name)];
  });
}

/** A word of an expression is none. */
function areColumns(columns: readonly string[], { dependsOn }: CatalogObject): boolean {
  return columns.every((name) => dependsOn.some(({ column }) => column === name));
}

function unquoted(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
}
