import type { FindingRule } from '../finding';
import { blocksPerCall, figure, megabytes, rowsPerCall } from './figures';

const FEWEST_CALLS = 10;
const MANY_BLOCKS = 100;
/** A page that is read straight from an index takes about one for each row, and a few for the index. */
const BLOCKS_PER_ROW = 5;

/** Pages that are reached by counting off all that come before them. */
export const offsetPaging: FindingRule = {
  kind: 'offset-paging',
  explanation:
    'OFFSET finds all the rows of the pages before and throws them away, so each page takes longer than the one before.',
  cure: {
    sequelize:
      'Go on where the last page ended: { where: { id: { [Op.gt]: last } }, order: [["id", "ASC"]], limit } with an index on the order’s columns; for several columns compare them as a row.',
    sqlalchemy:
      'where(tuple_(Model.created, Model.id) > (created, id)).order_by(…).limit(n) instead of offset(…).',
    django: 'filter(id__gt=last).order_by("id")[:n]; in REST framework CursorPagination.',
  },
  judge({ shape, statement }, { blockBytes }) {
    const blocks = blocksPerCall(statement);
    const isDear = blocks >= MANY_BLOCKS && blocks >= BLOCKS_PER_ROW * rowsPerCall(statement);
    if (!shape.hasOffset || statement.calls < FEWEST_CALLS || !isDear) return null;
    return {
      reason: `For ${figure(rowsPerCall(statement))} rows each of ${figure(statement.calls)} calls goes through ${megabytes(blocks, blockBytes)}.`,
    };
  },
};
