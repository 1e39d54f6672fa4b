import type { FindingRule } from '../finding';
import { figure, megabytes } from './figures';

/** 1 MB a call, 8 MB in all, with usual blocks. */
const BLOCKS_PER_CALL = 128;
const BLOCKS = 1024;

/** Sorts, hashes and groups that did not fit into memory. */
export const tempSpill: FindingRule = {
  kind: 'temp-spill',
  explanation:
    'What a sort, a hash or a group needs beyond work_mem is written to temporary files and read again.',
  cure: {
    sequelize:
      'Ask for fewer columns and rows (attributes, limit); make an index in the order of “order”, which needs no sort; or SET LOCAL work_mem in that transaction alone, by sequelize.query.',
    sqlalchemy:
      'load_only(…) and limit(…); an index in the order of order_by; session.execute(text("SET LOCAL work_mem = …")).',
    django:
      'only(…) and slices; an Index in the order of order_by; cursor.execute("SET LOCAL work_mem = …") within atomic().',
  },
  judge({ statement }, { blockBytes }) {
    const { tempWrittenBlocks, calls } = statement;
    const perCall = tempWrittenBlocks / Math.max(calls, 1);
    if (tempWrittenBlocks < BLOCKS || perCall < BLOCKS_PER_CALL) return null;
    return {
      reason: `Each of ${figure(calls)} calls writes ${megabytes(perCall, blockBytes)} of temporary files.`,
    };
  },
};
