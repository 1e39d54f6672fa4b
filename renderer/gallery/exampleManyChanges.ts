/** More differences, and longer names, than anybody wants to have. */
import type { ChangeRow } from '../../electron/contract/catalog';
import { change, column, table } from './exampleChanges';
import { LONG_NAME } from './examples';

const LONG = LONG_NAME.replaceAll('-', '_').slice(0, 63);

export const longRows: readonly ChangeRow[] = [
  table(LONG),
  column(LONG, `${LONG.slice(0, 55)}_column`, {
    action: 'alter',
    summary: `numeric(12,2) → numeric(${'14,'.repeat(60)}2)`,
    rewrites: true,
    scans: true,
    destroys: 'what does not fit',
    isOutside: true,
    lock: 'SHARE ROW EXCLUSIVE',
  }),
  change({
    id: `function reporting.${LONG}(${'integer, '.repeat(30)}text)`,
    name: `${LONG}(${'integer, '.repeat(30)}text)`,
    kind: 'function',
    schema: LONG,
    action: 'replace',
    summary: 'definition',
    lock: 'SHARE UPDATE EXCLUSIVE',
    refused: 'It belongs to an extension: alter the extension instead.',
  }),
];

/** So many tables of three columns that differ, in twenty schemas. */
export function manyRows(tableCount: number): readonly ChangeRow[] {
  return Array.from({ length: tableCount }, (_, index) => {
    const schema = `tenant_${String(index % 20).padStart(2, '0')}`;
    const name = `table_${String(index).padStart(5, '0')}`;
    const id = `table ${schema}.${name}`;
    const own = (column: string, more: Partial<ChangeRow>) =>
      change({ id: `column ${schema}.${name}.${column}`, parentId: id, schema, name: column, ...more });
    return [
      change({ id, schema, name, kind: 'table', isGroup: true, lock: null }),
      own('amount', { summary: 'numeric(12,2) → numeric(14,2)', rewrites: index % 3 === 0 }),
      own('note', { action: 'create', summary: 'text' }),
      own('legacy', { action: 'drop', summary: 'integer', destroys: `the values of legacy` }),
    ];
  }).flat();
}
