/** What stands between a server and its pg_stat_statements, and the exact steps. */
import { quoteIdent, quoteLiteral } from '../sql/quote';
import type { EnableFacts } from './enableFacts.sql';
import type { EnableStep, NoWorkload } from './workload';

/** PostgreSQL 14's own version of the extension; an older one stays behind where only the server was upgraded. */
const OLDEST = [1, 9] as const;

/** null: it can be read. */
export function enableSteps(facts: EnableFacts): NoWorkload | null {
  if (!facts.isAvailable && facts.schema === null)
    return missing('The server has no pg_stat_statements.', [INSTALL, ...allSteps(facts)]);
  if (!facts.isLoaded)
    return missing('pg_stat_statements was not loaded as the server started.', allSteps(facts));
  if (facts.schema === null)
    return missing('pg_stat_statements was not created in this database.', createSteps(facts));
  if (isOlder(facts.extensionVersion ?? ''))
    return missing('pg_stat_statements is of an older version than the server.', [UPDATE]);
  if (!facts.mayRead) return notPermitted(facts, facts.schema);
  if (facts.tracks === 'none')
    return missing('pg_stat_statements counts nothing: pg_stat_statements.track is none.', [...TRACK]);
  return null;
}

/** Whether version is less than [1, 9], number by number: 1.10 comes after 1.9. */
export function isOlder(version: string, [major, minor]: readonly [number, number] = OLDEST): boolean {
  const [ours = 0, part = 0] = version.split('.').map(Number);
  return ours < major || (ours === major && part < minor);
}

const INSTALL: EnableStep = { title: 'Install PostgreSQL’s contrib package on the server', sql: null };
const RESTART: EnableStep = {
  title: 'Restart the server: libraries are loaded only as it starts',
  sql: null,
};
const CREATE: EnableStep = {
  title: 'Create it in this database',
  sql: 'CREATE EXTENSION pg_stat_statements;',
};
const UPDATE: EnableStep = {
  title: 'Bring it up to date',
  sql: 'ALTER EXTENSION pg_stat_statements UPDATE;',
};
const TRACK: readonly EnableStep[] = [
  { title: 'Let it count what clients ask', sql: 'ALTER SYSTEM SET pg_stat_statements.track = top;' },
  { title: 'Read the configuration again', sql: 'SELECT pg_reload_conf();' },
];

function allSteps(facts: EnableFacts): readonly EnableStep[] {
  return [...(facts.isLoaded ? [] : [preloadStep(facts), RESTART]), ...createSteps(facts)];
}

function createSteps({ schema }: EnableFacts): readonly EnableStep[] {
  return schema === null ? [CREATE] : [];
}

/** Each library as a literal of its own: one literal of several would be taken for one name. */
function preloadStep({ preloaded }: EnableFacts): EnableStep {
  const title = 'Load it as the server starts (a managed server has this in its parameters)';
  if (preloaded === null) {
    return {
      title: `${title}: add pg_stat_statements to shared_preload_libraries, beside what is there`,
      sql: null,
    };
  }
  const libraries = preloaded.split(',').map((each) => each.trim().replace(/^"(.*)"$/, '$1'));
  const all = [
    ...libraries.filter((each) => each !== '' && each !== 'pg_stat_statements'),
    'pg_stat_statements',
  ];
  return { title, sql: `ALTER SYSTEM SET shared_preload_libraries = ${all.map(quoteLiteral).join(', ')};` };
}

function missing(message: string, steps: readonly EnableStep[]): NoWorkload {
  return { state: 'missing', message, steps };
}

function notPermitted({ user }: EnableFacts, schema: string): NoWorkload {
  const [role, where] = [quoteIdent(user), quoteIdent(schema)];
  return {
    state: 'not-permitted',
    message: `This role may not read pg_stat_statements in schema ${schema}.`,
    steps: [
      { title: 'Let it into the schema', sql: `GRANT USAGE ON SCHEMA ${where} TO ${role};` },
      {
        title: 'Let it read the counters',
        sql: `GRANT SELECT ON ${where}.pg_stat_statements, ${where}.pg_stat_statements_info TO ${role};`,
      },
      { title: 'Let it see what other roles ask', sql: `GRANT pg_read_all_stats TO ${role};` },
    ],
  };
}
