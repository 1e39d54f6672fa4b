/**
 * Each rule's folder in cases/ holds a schema in which it finds something, said at its top, and one in which it finds
 * nothing. What it suggests is done, which leaves nothing to suggest, and undone, which brings all of it back.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseTarget } from '../../connection/parseTarget';
import { openSession } from '../../connection/session';
import { quoteIdent } from '../../sql/quote';
import { createTestDatabase, type TestDatabase } from '../../testing/createTestDatabase';
import { atEnd } from '../../testing/endings';
import type { TestPostgres } from '../../testing/testServers';
import { waitUntil } from '../../testing/waitUntil';
import type { Suggestion } from '../suggestion';
import { fetchSchemaSuggestions, SCHEMA_RULES } from './fetchSchemaSuggestions';
import { fetchSchemaFacts } from './schemaFacts';

const FOLDER = join(import.meta.dirname, 'cases');
const BOTH: readonly TestPostgres[] = ['18', '15'];
const CASES = SCHEMA_RULES.flatMap(({ kind }) => BOTH.map((postgres) => ({ kind, postgres })));

test('each rule has its cases, and each case its rule', () => {
  expect(readdirSync(FOLDER).sort()).toEqual(SCHEMA_RULES.map(({ kind }) => kind).sort());
});

test.each(CASES)(
  '$kind is found on PostgreSQL $postgres, cured and brought back',
  async ({ kind, postgres }) => {
    const text = readFileSync(join(FOLDER, kind, 'bad.sql'), 'utf8');
    const expected = [...text.matchAll(/^-- finds: (.*)$/gm)].map(([, line]) => line).sort();
    const { database, find } = await load(text, postgres);
    const found = (await find()).filter((each) => each.kind === kind);
    expect(found.map(describe).sort()).toEqual(expected);
    const curable = found.filter(({ sql }) => sql !== null);
    for (const { sql } of curable) await database.query(sql ?? '');
    const left = (await find()).filter((each) => each.kind === kind).map(({ id }) => id);
    expect(left).toEqual(found.filter(({ sql }) => sql === null).map(({ id }) => id));
    for (const { reverseSql } of curable) if (reverseSql !== null) await database.query(reverseSql);
    const back = (await find()).filter((each) => each.kind === kind).map(({ id }) => id);
    const stays = found
      .filter(({ sql, reverseSql }) => sql === null || reverseSql !== null)
      .map(({ id }) => id);
    expect(back.sort()).toEqual(stays.sort());
  },
);

test.each(CASES)(
  '$kind is not found where there is none, on PostgreSQL $postgres',
  async ({ kind, postgres }) => {
    const { find } = await load(readFileSync(join(FOLDER, kind, 'good.sql'), 'utf8'), postgres);
    expect((await find()).filter((each) => each.kind === kind).map(describe)).toEqual([]);
  },
);

function describe({ table, columns, sql }: Suggestion): string {
  const isPlain = /^[a-z_]+$/.test(table);
  const list = columns.map((each) => (/^[a-z_()]+$/.test(each) ? each : quoteIdent(each))).join(', ');
  return `${isPlain ? table : quoteIdent(table)} (${list})${sql === null ? '' : ` ${sql}`}`;
}

async function load(text: string, postgres: TestPostgres) {
  const database = await createTestDatabase({ postgres });
  await database.query(text);
  await waitForCounters(database);
  const session = await openSession(parseTarget({ url: database.url }), {
    kind: 'watch',
    name: 'lockstep watch',
  });
  atEnd(() => session.close());
  return { database, find: async () => fetchSchemaSuggestions(session, await fetchSchemaFacts(session)) };
}

/** A session hands over what it has counted as it ends, which is a moment after it was told to. */
function waitForCounters(database: TestDatabase): Promise<unknown> {
  return waitUntil(async () => {
    const [row] = await database.query<{ busy: boolean }>(
      `SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND backend_type = 'client backend') AS busy`,
    );
    return row?.busy === false;
  });
}
