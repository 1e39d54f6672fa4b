/** A difference in one line, for people. */
import type { CatalogObject, ObjectOf } from '../catalog';
import type { Lookup } from '../lookup';
import { type Column, columnOf, type Table } from '../table';
import type { Part, Parts } from './parts';

export function summarise(part: Part, { before, after }: Parts): string {
  if (part.column !== null) {
    const { table, name } = part.column;
    return summariseColumn(columnIn(table, name, before), columnIn(table, name, after));
  }
  const [a, b] = [before.get(part.id), after.get(part.id)];
  if (a && b) return summariseChange(a, b);
  const object = b ?? a;
  if (!object) return '';
  return object.kind === 'table' ? summariseTable(object, b ? after : before) : essenceOf(object);
}

function columnIn(id: string, name: string, lookup: Lookup): Column | undefined {
  const table = lookup.get(id);
  return table?.kind === 'table' ? columnOf(table, name) : undefined;
}

function summariseColumn(a: Column | undefined, b: Column | undefined): string {
  if (!a || !b) {
    const column = b ?? a;
    return column ? describeColumn(column) : '';
  }
  const said: string[] = [];
  if (a.type !== b.type) said.push(`${a.type} → ${b.type}`);
  if (a.collation !== b.collation)
    said.push(`collation ${a.collation ?? 'default'} → ${b.collation ?? 'default'}`);
  if (a.isNotNull !== b.isNotNull) said.push(b.isNotNull ? 'not null' : 'may be null');
  if (a.default !== b.default)
    said.push(`${wordOf(b.default === null ? a : b)} ${a.default ?? 'none'} → ${b.default ?? 'none'}`);
  if (JSON.stringify(a.identity) !== JSON.stringify(b.identity))
    said.push(b.identity ? 'identity' : 'no identity');
  if (a.comment !== b.comment) said.push('comment');
  return said.length === 0 ? 'settings' : said.join(', ');
}

function wordOf({ generated }: Column): string {
  return generated === null ? 'default' : 'generated as';
}

function describeColumn({ type, isNotNull, default: expression, generated, identity }: Column): string {
  const value =
    expression === null
      ? ''
      : generated === null
        ? `, default ${expression}`
        : `, generated as ${expression}`;
  return `${type}${isNotNull ? ', not null' : ''}${value}${identity ? ', identity' : ''}`;
}

function summariseTable(table: Table, lookup: Lookup): string {
  const parts = lookup.partsOf(table);
  const counts = [
    [table.columns.length, 'column', 'columns'],
    [parts.filter(({ kind }) => kind === 'constraint').length, 'constraint', 'constraints'],
    [parts.filter(({ kind }) => kind === 'index').length, 'index', 'indexes'],
  ] as const;
  const told = counts.filter(([count]) => count > 0);
  return told.map(([count, one, several]) => `${count} ${count === 1 ? one : several}`).join(', ');
}

function summariseChange(a: CatalogObject, b: CatalogObject): string {
  if (a.kind === 'enum' && b.kind === 'enum') return changedLabels(a.labels, b.labels);
  const [old, now] = [essenceOf(a), essenceOf(b)];
  if (old !== now && b.kind !== 'table') return `${old} → ${now}`;
  return changedProperties(a, b).join(', ');
}

function changedLabels(a: readonly string[], b: readonly string[]): string {
  const added = b.filter((label) => !a.includes(label)).map((label) => `+ ${label}`);
  const gone = a.filter((label) => !b.includes(label)).map((label) => `− ${label}`);
  const said = [...added, ...gone];
  return said.length === 0 ? 'another order of labels' : said.join(', ');
}

/** What is most worth knowing of it; of long texts nothing. */
function essenceOf(object: CatalogObject): string {
  switch (object.kind) {
    case 'index':
      return (object.definition ?? '')
        .replace(/^CREATE (UNIQUE )?INDEX .*? ON (ONLY )?\S+ USING (btree )?/, '$1')
        .trim();
    case 'constraint':
      return object.definition ?? '';
    case 'enum':
      return object.labels.join(', ');
    case 'domain':
      return object.type;
    case 'composite':
      return object.attributes.map(({ name, type }) => `${name} ${type}`).join(', ');
    case 'range':
      return object.subtype;
    case 'extension':
      return object.version;
    case 'policy':
      return [object.command, object.using, object.check].filter((each) => each !== null).join(' ');
    case 'function':
    case 'procedure':
      return object.result === null ? '' : `returns ${object.result}`;
    case 'grant':
      return grantedText(object);
    default:
      return '';
  }
}

function grantedText({ privileges, grantable, revoked }: ObjectOf<'grant'>): string {
  const passed = grantable.map((each) => `${each} with grant option`);
  return [...privileges, ...passed, ...revoked.map((each) => `not ${each}`)].join(', ');
}

const WORDS: Readonly<Record<string, string>> = {
  isNotNull: 'not null',
  isValid: 'validity',
  isClustered: 'clustering',
  isUnlogged: 'logging',
  ownedBy: 'owner',
  accessMethod: 'access method',
  partitionedBy: 'partitioning',
  partitionBound: 'bounds of the partition',
  rowSecurity: 'row security',
  replicaIdentity: 'replica identity',
  statisticsTargets: 'statistics',
  isClusteredBy: 'clustering',
  ofType: 'type',
  using: 'condition',
};

function changedProperties(a: CatalogObject, b: CatalogObject): readonly string[] {
  const [old, now] = [
    Object.entries({ ...a, columns: null }),
    new Map(Object.entries({ ...b, columns: null })),
  ];
  const names = old.flatMap(([name, value]) => {
    const isOther = JSON.stringify(value) !== JSON.stringify(now.get(name));
    return isOther && name !== 'dependsOn' ? [WORDS[name] ?? name] : [];
  });
  return names.length === 0 ? ['settings'] : names;
}
