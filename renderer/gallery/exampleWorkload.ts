/** What pg_stat_statements counts of the shop, and what stands before it does. */
import type { CountedWorkload, NoWorkload } from '../../electron/contract/queries';
import { READ_AT } from './examples';

export const counted: CountedWorkload = {
  state: 'ready',
  takenAt: READ_AT,
  since: '2026-02-24T08:00:00.000Z',
  share: 1,
  totalMs: 2_410_000,
  blockBytes: 8192,
  hidden: null,
};

export const hidden = {
  statements: 41,
  grantSql: 'GRANT pg_read_all_stats TO deploy;',
} as const;

export const notCounted: NoWorkload = {
  state: 'missing',
  message: 'pg_stat_statements was not loaded as the server started.',
  steps: [
    {
      title: 'Load it as the server starts (a managed server has this in its parameters)',
      sql: "ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements';",
    },
    { title: 'Restart the server: libraries are loaded only as it starts', sql: null },
    { title: 'Create it in this database', sql: 'CREATE EXTENSION pg_stat_statements;' },
  ],
};

export const notReadable: NoWorkload = {
  state: 'not-permitted',
  message: 'This role may not read pg_stat_statements in schema public.',
  steps: [
    { title: 'Let it into the schema', sql: 'GRANT USAGE ON SCHEMA public TO deploy;' },
    { title: 'Let it see what other roles ask', sql: 'GRANT pg_read_all_stats TO deploy;' },
  ],
};
