import type { FindingRule, ReadStatement } from '../finding';
import { figure, rowsPerCall } from './figures';

const FEWEST_CALLS = 500;

/** Many rows written, each by a statement of its own. */
export const rowAtATime: FindingRule = {
  kind: 'row-at-a-time',
  explanation:
    'Each row pays for a way to the server and back, and outside of a transaction for a flush of the log as well; where these come from one loop, a batch is many times faster.',
  cure: {
    sequelize:
      'bulkCreate(rows) instead of create() in a loop; for updates bulkCreate(rows, { updateOnDuplicate: [columns] }), or one update() whose where names all rows; at least one transaction around the loop.',
    sqlalchemy:
      'session.execute(insert(Model), rows), or add_all() and one flush; update(Model) with a list of parameters.',
    django: 'bulk_create(rows), bulk_update(rows, [fields]), or queryset.update(…).',
  },
  judge(read) {
    const { statement, table } = read;
    const does = table && whatItDoes(read);
    if (!does || statement.calls < FEWEST_CALLS || rowsPerCall(statement) > 1) return null;
    return { reason: `${figure(statement.calls)} calls ${does} ${table.name}, one row at a time.` };
  },
};

function whatItDoes({ shape, table, ...rest }: ReadStatement): string | null {
  if (shape.kind === 'insert' && shape.insertedRows === 1) return 'insert into';
  const isByKey = shape.keyColumns.length > 0 && !shape.hasOtherConditions && rest.statement.rows > 0;
  return shape.kind === 'update' && table && isByKey ? 'update' : null;
}
