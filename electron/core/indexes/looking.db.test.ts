/** What reaches a target while somebody looks at indexes and queries, by the server's own log. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'libpg-query';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { parseTarget } from '../connection/parseTarget';
import { openSession } from '../connection/session';
import { fetchFindings } from '../queries/fetchFindings';
import { fetchWorkload } from '../queries/fetchWorkload';
import { fetchReading } from '../queries/spent/counters.sql';
import { gatherFacts } from '../revisions/offline/syntaxFacts';
import { atEnd } from '../testing/endings';
import { shopTemplateSql } from '../testing/shopTemplate.sql';
import { startLocalServer } from '../twin/localServer';
import { fetchTargetColumns } from '../twin/planner/targetColumns.sql';
import { withParts } from '../twin/planner/targetStatistics.sql';
import { fetchDatabaseIdentity } from './effects/databaseIdentity.sql';
import { rememberExpectations } from './effects/expectationsFile';
import { fetchEffects } from './effects/fetchEffects';
import { fetchHypopgState } from './explain/hypopg.sql';
import { fetchSuggestions } from './fetchSuggestions';
import { fetchPartitionBuilds } from './partitions/fetchPartitionBuilds';

test('nothing but SELECTs on catalogs and statistics views is sent, of one statement each', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-advice-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  const settings = { log_statement: 'all', log_line_prefix: '<%a> ' };
  const server = await startLocalServer({ binaries: '18', folder, settings });
  const url = server.url('postgres');
  const client = new Client({ connectionString: url, application_name: 'somebody' });
  await client.connect();
  await client.query(shopTemplateSql);
  await client.query('CREATE INDEX by_status ON orders (status); CREATE INDEX again ON orders (status)');
  await client.query(`CREATE TABLE parts (id int REFERENCES customers, at int) PARTITION BY RANGE (at);
    CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (9); CREATE INDEX ON parts_1 (at)`);
  await client.query('CREATE EXTENSION pg_stat_statements');
  await client.query('SELECT * FROM orders WHERE customer_id = 1');
  await client.end();
  const session = await openSession(parseTarget({ url }), { kind: 'watch', name: 'lockstep watch' });
  const { suggestions, workload } = await fetchSuggestions(session, folder);
  expect(suggestions.map(({ kind }) => kind)).toContain('duplicate');
  if (workload.state !== 'ready') throw new Error(workload.message);
  await fetchFindings(session, workload);
  await fetchWorkload(session);
  const builds = await fetchPartitionBuilds(session, suggestions);
  expect([...builds.values()][0]?.up[1]?.statements).toHaveLength(2);
  const { target } = parseTarget({ url });
  const statements = [{ queryId: '1', text: 'SELECT $1', calls: 1, meanMs: 1, expectedMs: 1 }];
  await rememberExpectations(folder, [
    {
      ...{ schema: 'public', table: 'orders', index: 'by_status', sizeBytes: null, statements },
      ...{ database: await fetchDatabaseIdentity(session, target), writtenAt: new Date().toISOString() },
    },
  ]);
  const connection = { watch: session, credentials: { target, password: null } };
  const effects = await fetchEffects({ connection, projectFolder: folder, home: folder });
  expect(effects).toMatchObject([{ index: 'by_status', verdict: 'too-few-calls' }]);
  expect(await fetchReading(session, 'public', 100)).toMatchObject({ isComplete: true });
  await fetchHypopgState(session);
  const email = { schema: 'public', table: 'customers', column: 'email' };
  expect(await withParts(session, [email])).toEqual([email]);
  const asked = { search: 'email', onlyPrivate: false };
  expect(await fetchTargetColumns(session, asked, [email])).toMatchObject({ count: 1 });
  await session.close();
  const sent = statementsIn(await readFile(join(server.folder, 'server.log'), 'utf8'));
  await server.stop();
  expect(sent.length).toBeGreaterThan(10);
  for (const sql of sent) expect(await relationsOf(sql)).toEqual([]);
});

/** Of the text as it was logged, over all of its lines. */
function statementsIn(log: string): readonly string[] {
  return log
    .split(/^(?=<[^>]*> )/m)
    .flatMap(
      (entry) => /^<lockstep [^>]*> LOG: {2}(?:statement|execute [^:]*): ([\s\S]*)/.exec(entry)?.[1] ?? [],
    );
}

/** All that is no catalog and no statistics view; a statement that is no plain SELECT is one by itself. */
async function relationsOf(sql: string): Promise<readonly string[]> {
  const { stmts = [] } = await parse(sql);
  const [statement, ...others] = stmts;
  const facts = gatherFacts(statement?.stmt);
  if (others.length > 0 || facts.kind !== 'SelectStmt' || facts.changes) return [sql];
  return facts.relations
    .filter(({ schema, name }) => schema !== 'pg_catalog' && !(schema === null && facts.withNames.has(name)))
    .map(({ schema, name }) => `${schema}.${name}`)
    .filter((name) => !/^public\.pg_stat_statements(_info)?$/.test(name));
}
