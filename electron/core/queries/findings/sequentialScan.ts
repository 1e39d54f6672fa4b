import type { TableFacts } from '../../indexes/schema/schemaFacts';
import type { FindingRule, ReadStatement } from '../finding';
import { blocksPerCall, figure, megabytes, rowsPerCall } from './figures';

const FEWEST_CALLS = 10;
/** 8 MB with usual blocks. */
const BIG_PAGES = 1000;
/** What one call touches, of the table; more would be many looks into an index. */
const MOST_OF_IT = [0.8, 2] as const;
/** What it answers with, of the table's rows: where it is more, reading all of it is right. */
const FEW_OF_THEM = 0.02;

/** Few rows out of a big table, found by reading all of it. */
export const sequentialScan: FindingRule = {
  kind: 'sequential-scan',
  explanation: 'Without an index for its conditions every call reads the whole table.',
  cure: {
    sequelize:
      'An index on the columns of its conditions, as a revision: see the suggestions; conditions on a function of a column, such as where(fn("lower", …)), need an index on the same expression.',
    sqlalchemy: 'As for Sequelize: Index(…) in the model, and a revision with postgresql_concurrently=True.',
    django: 'Meta.indexes in the model, and AddIndexConcurrently in the migration.',
  },
  judge(read, { blockBytes }) {
    const { shape, statement } = read;
    if (!shape.hasWhere || shape.kind === 'insert' || statement.calls < FEWEST_CALLS) return null;
    const [table, ...others] = read.tables;
    // Of several tables nobody knows whose blocks these were.
    if (!table || others.length > 0 || !isReadWhole(table, read)) return null;
    return {
      reason: `For ${figure(rowsPerCall(statement))} of about ${figure(table.rows ?? 0)} rows each of ${figure(statement.calls)} calls reads all of ${table.name}, ${megabytes(table.pages, blockBytes)}.`,
    };
  },
};

/** By its blocks: which way a statement was run is not counted. */
function isReadWhole({ pages, rows, sequentialScans }: TableFacts, { statement }: ReadStatement): boolean {
  const touched = blocksPerCall(statement) / Math.max(pages, 1);
  return (
    pages >= BIG_PAGES &&
    sequentialScans > 0 &&
    touched >= MOST_OF_IT[0] &&
    touched <= MOST_OF_IT[1] &&
    rowsPerCall(statement) <= FEW_OF_THEM * (rows ?? 0)
  );
}
