import fc from 'fast-check';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../testing/createTestDatabase';
import { atEnd } from '../testing/endings';
import { quoteIdent, quoteLiteral, quoteQualified } from './quote';

const database = await createTestDatabase();
const client = new Client({ connectionString: database.url });
await client.connect();
atEnd(() => client.end());

/** What PostgreSQL can hold: no NUL, no half of a surrogate pair. */
const texts = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.string({
      unit: fc.constantFrom("'", '"', '\\', '.', ';', '$', '-', ' ', '\n', 'é', 'E', '😀'),
      maxLength: 15,
    }),
  )
  .filter((text) => !text.includes('\0'))
  .map((text) => text.normalize('NFC'));
const names = texts.filter((text) => text !== '' && Buffer.byteLength(text) < 64);

test.each(['on', 'off'])(
  'any text comes back as it was sent, with standard_conforming_strings %s',
  async (conforming) => {
    await client.query(`SET standard_conforming_strings = ${conforming}; SET escape_string_warning = off`);
    await fc.assert(
      fc.asyncProperty(fc.array(texts, { minLength: 1, maxLength: 10 }), async (several) => {
        const { rows } = await client.query({
          text: `SELECT ${several.map(quoteLiteral).join(', ')}`,
          rowMode: 'array',
        });
        expect(rows[0]).toEqual(several);
      }),
      { numRuns: 50 },
    );
  },
);

test('any name names just that: as a column, a table and a schema', async () => {
  await client.query('SET standard_conforming_strings = on');
  await fc.assert(
    fc.asyncProperty(names, names, names, async (schema, table, column) => {
      fc.pre(!schema.startsWith('pg_'));
      await client.query(`BEGIN; CREATE SCHEMA IF NOT EXISTS ${quoteIdent(schema)};
        CREATE TABLE ${quoteQualified(schema, table)} (${quoteIdent(column)} int)`);
      const { rows } = await client.query({
        text: `SELECT n.nspname, c.relname, a.attname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = 1 WHERE c.oid = to_regclass($1)`,
        values: [quoteQualified(schema, table)],
        rowMode: 'array',
      });
      await client.query('ROLLBACK');
      expect(rows).toEqual([[schema, table, column]]);
    }),
    { numRuns: 200 },
  );
});

test('our quoting of a name is the server’s, where the server quotes', async () => {
  await fc.assert(
    fc.asyncProperty(names, async (name) => {
      const { rows } = await client.query('SELECT quote_ident($1) AS quoted', [`${name}"`]);
      expect(rows[0].quoted).toBe(quoteIdent(`${name}"`));
    }),
    { numRuns: 100 },
  );
});
