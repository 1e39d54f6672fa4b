import type { TableFacts } from '../../indexes/schema/schemaFacts';
import type { FindingRule } from '../finding';
import { figure, rowsPerCall } from './figures';

const FEWEST_ROWS = 100;

/** All columns of many rows, where some of them are so long that they are kept apart. */
export const wideSelect: FindingRule = {
  kind: 'wide-select',
  explanation:
    'Long values are kept in a table of their own (TOAST): each is gathered, unpacked and sent, whether anybody looks at it or not.',
  cure: {
    sequelize:
      'Name what the list shows: attributes: ["id", "title"], or { exclude: ["body"] }; as the model’s defaultScope where most places do without.',
    sqlalchemy: 'options(load_only(…)), or deferred() for the column in the model.',
    django: 'only(…), defer("body"), or values(…).',
  },
  judge({ shape, statement, table }) {
    if (shape.kind !== 'select' || !table || !isKeptApart(table)) return null;
    const isAll = shape.columns.includes('*') || table.columns.every((each) => shape.columns.includes(each));
    const perCall = rowsPerCall(statement);
    if (!isAll || table.columns.length < 2 || statement.rows < FEWEST_ROWS || perCall < 2) return null;
    return {
      reason: `${figure(statement.calls)} calls fetch all ${table.columns.length} columns of ${figure(perCall)} rows each from ${table.name}, whose long values take more room than all the rest.`,
    };
  },
};

function isKeptApart({ toastPages, pages, toastBlocks, heapBlocks }: TableFacts): boolean {
  return toastPages > Math.max(pages, 10) || toastBlocks > Math.max(heapBlocks, 100);
}
