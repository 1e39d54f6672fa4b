import type { FindingRule } from '../finding';
import { figure, megabytes } from './figures';

const FEWEST_CALLS = 10;
/** 80 MB with usual blocks: less is read once after each start of the server. */
const MANY_BLOCKS = 10_000;
const MOST_READ = 0.1;

/** What it needs is not in PostgreSQL's memory, time after time. */
export const lowCacheHit: FindingRule = {
  kind: 'low-cache-hit',
  explanation:
    'Blocks that are not in shared_buffers come from the system’s cache at best, and from the disk else.',
  cure: {
    sequelize:
      'Mostly it reads more than it needs: see its plan for an index first, then ask for fewer rows. Only then is shared_buffers too small for what is in use.',
    sqlalchemy: null,
    django: null,
  },
  judge({ statement }, { blockBytes }) {
    const { sharedReadBlocks, sharedHitBlocks, calls } = statement;
    const missed = sharedReadBlocks / Math.max(sharedReadBlocks + sharedHitBlocks, 1);
    if (calls < FEWEST_CALLS || sharedReadBlocks < MANY_BLOCKS || missed < MOST_READ) return null;
    return {
      reason: `${figure(missed * 100)} % of its blocks were not in memory: ${megabytes(sharedReadBlocks, blockBytes)} in ${figure(calls)} calls.`,
    };
  },
};
