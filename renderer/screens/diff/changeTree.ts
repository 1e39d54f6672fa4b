/** Rows of a comparison as lines under headings: schema, kind, object, column. Pure. */
import type { ChangeRow, RenameQuestion } from '../../../electron/contract/catalog';
import { isChoosable } from './choice';
import { filterRenames, filterRows } from './filterChanges';
import type { ChangeLine, HeadingLine, Line } from './lines';
import { questionLines } from './questionLines';

export interface Compared {
  readonly rows: readonly ChangeRow[];
  readonly renames: readonly RenameQuestion[];
}

/** What is the same for all lines of a tree. */
interface Layout {
  readonly children: ReadonlyMap<string | null, readonly ChangeRow[]>;
  /** Keys of the lines that are not as they begin. */
  readonly toggled: ReadonlySet<string>;
}

/** Every line begins open, but for the questions that were answered. */
export function layoutTree(
  { rows, renames }: Compared,
  filter: string,
  toggled: ReadonlySet<string>,
): readonly Line[] {
  const children = groupBy(filterRows(rows, filter), ({ parentId }) => parentId);
  const layout = { children, toggled };
  const schemas = [...groupBy(children.get(null) ?? [], ({ schema }) => schema)].sort(bySchema);
  return [
    ...questionLines(filterRenames(renames, filter), toggled),
    ...schemas.flatMap(([schema, inSchema]) => schemaLines(schema, inSchema, layout)),
  ];
}

function schemaLines(schema: string | null, rows: readonly ChangeRow[], layout: Layout): readonly Line[] {
  const key = `schema ${schema ?? ''}`;
  const heading = headingLine(key, 1, schema ?? 'Whole database', rows, layout);
  if (!heading.isOpen) return [heading];
  const kinds = [...groupBy(rows, ({ kind }) => kind)].sort(byKind);
  return [heading, ...kinds.flatMap(([kind, ofKind]) => kindLines(`${key} / ${kind}`, kind, ofKind, layout))];
}

function kindLines(
  key: string,
  kind: ChangeRow['kind'],
  rows: readonly ChangeRow[],
  layout: Layout,
): readonly Line[] {
  const heading = headingLine(key, 2, PLURALS[kind], rows, layout);
  return heading.isOpen ? [heading, ...rows.flatMap((row) => changeLines(row, layout))] : [heading];
}

function headingLine(
  key: string,
  level: number,
  label: string,
  rows: readonly ChangeRow[],
  { children, toggled }: Layout,
): HeadingLine {
  const count = rows.reduce((sum, row) => sum + countOf(row, children), 0);
  const rowIds = rows.flatMap((row) => choosableOf(row, children));
  return { type: 'heading', key, level, label, count, rowIds, isOpen: !toggled.has(key) };
}

function changeLines(row: ChangeRow, { children, toggled }: Layout): readonly ChangeLine[] {
  const own = children.get(row.id) ?? [];
  const isOpen = own.length > 0 && !toggled.has(row.id);
  const line = { type: 'change', key: row.id, level: 3, row, hasChildren: own.length > 0, isOpen } as const;
  return [{ ...line, rowIds: choosableOf(row, children) }, ...(isOpen ? own.map(leaf) : [])];
}

function leaf(row: ChangeRow): ChangeLine {
  const rowIds = isChoosable(row) ? [row.id] : [];
  return { type: 'change', key: row.id, level: 4, row, rowIds, hasChildren: false, isOpen: false };
}

function choosableOf(row: ChangeRow, children: Layout['children']): readonly string[] {
  return [row, ...(children.get(row.id) ?? [])].filter(isChoosable).map(({ id }) => id);
}

/** What stands only for others is no change of its own. */
function countOf(row: ChangeRow, children: Layout['children']): number {
  return (row.isGroup ? 0 : 1) + (children.get(row.id)?.length ?? 0);
}

/** In the order in which they are listed: what others are made of first. */
export const PLURALS: Readonly<Record<ChangeRow['kind'], string>> = {
  schema: 'Schemas',
  extension: 'Extensions',
  collation: 'Collations',
  enum: 'Enums',
  label: 'Enum labels',
  domain: 'Domains',
  composite: 'Composite types',
  range: 'Range types',
  sequence: 'Sequences',
  table: 'Tables',
  column: 'Columns',
  constraint: 'Constraints',
  index: 'Indexes',
  view: 'Views',
  function: 'Functions',
  procedure: 'Procedures',
  aggregate: 'Aggregates',
  trigger: 'Triggers',
  'event trigger': 'Event triggers',
  rule: 'Rules',
  policy: 'Policies',
  statistics: 'Statistics',
  'foreign data wrapper': 'Foreign data wrappers',
  server: 'Foreign servers',
  grant: 'Grants',
};
const KINDS = Object.keys(PLURALS);

function byKind([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return KINDS.indexOf(a) - KINDS.indexOf(b);
}

/** What is in no schema first. */
function bySchema([a]: readonly [string | null, unknown], [b]: readonly [string | null, unknown]): number {
  if (a === b) return 0;
  return a === null || (b !== null && a < b) ? -1 : 1;
}

function groupBy<T, K>(values: readonly T[], keyOf: (value: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
