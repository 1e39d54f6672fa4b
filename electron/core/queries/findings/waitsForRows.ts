import type { FindingRule } from '../finding';
import { blocksPerCall, figure } from './figures';

const LONG_MS = 200;
/** So few blocks take milliseconds, wherever they come from. */
const FEW_BLOCKS = 200;

/** Rows locked by one are waited for by others, for as long as it takes. */
export const waitsForRows: FindingRule = {
  kind: 'waits-for-rows',
  explanation:
    'Where another transaction holds the row it waits without end, and keeps a connection and its own locks meanwhile.',
  cure: {
    sequelize:
      'For a queue { lock: true, skipLocked: true }; where the row itself is meant, NOWAIT, which Sequelize 6 can’t say but in a raw query, or SET LOCAL lock_timeout; keep the transaction that holds it short.',
    sqlalchemy: 'with_for_update(skip_locked=True) or with_for_update(nowait=True).',
    django: 'select_for_update(skip_locked=True) or select_for_update(nowait=True).',
  },
  judge({ shape, statement }) {
    const { maxMs, meanMs, calls, readMs } = statement;
    if (shape.lock !== 'waits' || maxMs < LONG_MS || maxMs - readMs < LONG_MS) return null;
    // What reads much may take its time without anybody in its way.
    if (blocksPerCall(statement) > FEW_BLOCKS) return null;
    return {
      reason: `It reads next to nothing and has taken up to ${figure(maxMs)} ms, ${figure(meanMs)} ms on average of ${figure(calls)} calls: that was waiting for rows that others had locked.`,
    };
  },
};
