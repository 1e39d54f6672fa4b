import { expect, test } from 'vitest';
import { parseTarget } from '../../connection/parseTarget';
import { openSession } from '../../connection/session';
import { createTestDatabase } from '../../testing/createTestDatabase';
import { atEnd } from '../../testing/endings';
import { fetchSchemaSuggestions } from './fetchSchemaSuggestions';
import { fetchSchemaFacts } from './schemaFacts';

test.each(['18', '15'] as const)(
  'what an INVALID index of a partitioned table is told to lack makes it valid, on PostgreSQL %s',
  async (postgres) => {
    const database = await createTestDatabase({ postgres });
    await database.query(`CREATE SCHEMA "My USING btree (a); x";
      CREATE TABLE "My USING btree (a); x"."Parts" (id int, note text, k int) PARTITION BY RANGE (k);
      CREATE TABLE p1 PARTITION OF "My USING btree (a); x"."Parts" FOR VALUES FROM (0) TO (1);
      CREATE TABLE "P 2" PARTITION OF "My USING btree (a); x"."Parts" FOR VALUES FROM (1) TO (2);
      CREATE TABLE p3 PARTITION OF "My USING btree (a); x"."Parts" FOR VALUES FROM (2) TO (3) PARTITION BY RANGE (k);
      CREATE TABLE p3a PARTITION OF p3 FOR VALUES FROM (2) TO (3);
      CREATE INDEX "Of Notes" ON ONLY "My USING btree (a); x"."Parts" (lower(note), id DESC) WHERE id > 0;
      CREATE INDEX p1_i ON p1 (lower(note), id DESC) WHERE id > 0;
      ALTER INDEX "My USING btree (a); x"."Of Notes" ATTACH PARTITION p1_i`);
    const session = await openSession(parseTarget({ url: database.url }), {
      kind: 'watch',
      name: 'lockstep test',
    });
    atEnd(() => session.close());
    const find = async () =>
      (await fetchSchemaSuggestions(session, await fetchSchemaFacts(session))).filter(
        ({ kind }) => kind === 'invalid',
      );
    const [found, ...others] = await find();
    expect(others).toEqual([]);
    expect(found).toMatchObject({ index: 'Of Notes', table: 'Parts', sql: null });
    const statements = (found?.caveats ?? []).flatMap((each) =>
      (/^What is missing: (.*);$/.exec(each)?.[1] ?? '')
        .split(/; (?=ALTER INDEX)/)
        .filter((sql) => sql !== ''),
    );
    expect(statements).toHaveLength(4);
    for (const sql of statements) await database.query(sql);
    expect(await find()).toEqual([]);
    const [{ valid } = { valid: false }] = await database.query<{ valid: boolean }>(
      `SELECT indisvalid AS valid FROM pg_index WHERE indexrelid = '"My USING btree (a); x"."Of Notes"'::regclass`,
    );
    expect(valid).toBe(true);
  },
);
