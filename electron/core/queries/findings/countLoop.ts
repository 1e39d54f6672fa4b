import type { FindingRule } from '../finding';
import { blocksPerCall, figure, megabytes } from './figures';
import { parentOf } from './parentOf';

const FEWEST_CALLS = 100;
/** 8 MB with usual blocks. */
const MANY_BLOCKS = 1000;

/** Rows counted again and again: for each row of a list, or for each page that is shown. */
export const countLoop: FindingRule = {
  kind: 'count-loop',
  explanation: 'PostgreSQL keeps no number of rows: each count(*) visits every row that it counts.',
  cure: {
    sequelize:
      'Count a whole list at once, with group and COUNT in attributes; instead of findAndCountAll ask for one row more than a page holds; for a total that may be rough read pg_class.reltuples.',
    sqlalchemy:
      'select(key, func.count()).group_by(key) for the whole list; column_property for a count on each object.',
    django: 'annotate(Count(…)) on the list; a Paginator whose count is rough or kept for a while.',
  },
  judge(read, context) {
    const { shape, statement } = read;
    if (!shape.isCount || statement.calls < FEWEST_CALLS) return null;
    const calls = figure(statement.calls);
    const parent = parentOf(read, context);
    if (parent) {
      return {
        reason: `${calls} counts by ${shape.keyColumns[0]} follow the ${figure(parent.statement.rows)} rows of another query.`,
        parentQueryId: parent.statement.queryId,
      };
    }
    const blocks = blocksPerCall(statement);
    if (blocks < MANY_BLOCKS) return null;
    return { reason: `Each of ${calls} counts goes through ${megabytes(blocks, context.blockBytes)}.` };
  },
};
