import type { QueryFindings } from '../../../electron/contract/queries';
import { lostConnection, notPermitted, wrongPassword } from '../../gallery/exampleErrors';
import { findings, manyFindings, queryFindings, timeSpent } from '../../gallery/exampleQueries';
import { READ_AT } from '../../gallery/examples';
import { counted, hidden, notCounted, notReadable } from '../../gallery/exampleWorkload';
import { type QueriesRead, type QueriesState, queriesState } from './queriesState';

const read: QueriesRead = {
  findings: queryFindings,
  readAt: READ_AT,
  readError: null,
  isReading: false,
  filter: '',
  sort: 'share',
  at: null,
  inspecting: false,
  spent: timeSpent,
};

function found(change: Partial<QueryFindings>): QueriesRead {
  return { ...read, findings: { ...queryFindings, ...change } };
}

const reads = {
  ready: read,
  'sorted by calls': { ...read, sort: 'calls' },
  'not read twice yet': { ...read, spent: { ...timeSpent, readAt: [READ_AT], statements: [], costMs: null } },
  'counters not read': { ...read, spent: { ...timeSpent, failure: lostConnection } },
  'counters not known': { ...read, spent: null },
  inspected: { ...read, at: findings[0]?.id ?? null, inspecting: true },
  'inspected, one cure': { ...read, at: findings[1]?.id ?? null, inspecting: true },
  loading: { ...read, findings: null },
  failed: { ...read, findings: null, readError: wrongPassword },
  'not permitted': { ...read, findings: null, readError: notPermitted },
  stale: { ...read, readError: lostConnection },
  'not counted': found({ workload: notCounted, findings: [], count: 0 }),
  'counters not readable': found({ workload: notReadable, findings: [], count: 0 }),
  'others hidden': found({ workload: { ...counted, hidden } }),
  empty: found({ findings: [], count: 0 }),
  'nothing matches': { ...read, filter: 'nothing like it' },
  'too many, long names': {
    ...found({ findings: manyFindings(1000), count: 1402 }),
    at: 'many3',
    inspecting: true,
  },
} satisfies Record<string, QueriesRead>;

export const queriesFixtures: Readonly<Record<string, QueriesState>> = Object.fromEntries(
  Object.entries<QueriesRead>(reads).map(([name, each]) => [name, queriesState(each)]),
);
