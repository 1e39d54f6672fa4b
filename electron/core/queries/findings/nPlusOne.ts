import type { FindingRule } from '../finding';
import { figure, rowsPerCall } from './figures';
import { parentOf } from './parentOf';

const FEWEST_CALLS = 100;

/** One list, and then a lookup for each of its rows. */
export const nPlusOne: FindingRule = {
  kind: 'n-plus-one',
  explanation:
    'Each row of a list is followed by a query of its own, and each of those by a way to the server and back.',
  cure: {
    sequelize:
      'Load the association with the list: findAll({ include: Model }), with separate: true for many rows each; or gather the keys and ask once with { where: { id: keys } }.',
    sqlalchemy:
      'options(selectinload(…)) for collections, joinedload(…) for a single one; lazy="raise" finds the places.',
    django: 'select_related(…) for a foreign key, prefetch_related(…) for what refers to it.',
  },
  judge(read, context) {
    const { shape, statement } = read;
    const isLookup =
      shape.kind === 'select' && !shape.isCount && !shape.hasOtherConditions && shape.lock === null;
    if (!isLookup || statement.calls < FEWEST_CALLS) return null;
    const parent = parentOf(read, context);
    if (!parent) return null;
    const { calls, rows, queryId } = parent.statement;
    return {
      reason: `${figure(statement.calls)} lookups by ${shape.keyColumns[0]}, ${figure(rowsPerCall(statement))} rows each, follow the ${figure(rows)} rows of ${figure(calls)} ${calls === 1 ? 'call' : 'calls'} of another query.`,
      parentQueryId: queryId,
    };
  },
};
