import { expect, test } from 'vitest';
import { parseTarget } from '../../connection/parseTarget';
import { openSession } from '../../connection/session';
import { createTestDatabase } from '../../testing/createTestDatabase';
import { atEnd } from '../../testing/endings';
import { waitUntil } from '../../testing/waitUntil';
import { fetchSchemaSuggestions } from '../schema/fetchSchemaSuggestions';
import { fetchSchemaFacts } from '../schema/schemaFacts';
import { fetchTableWrites } from './tableWrites.sql';

test.each(['18', '15'] as const)(
  'what is written to partitions is written to the tables that they are parts of, on PostgreSQL %s',
  async (postgres) => {
    const database = await createTestDatabase({ postgres });
    await database.query(`CREATE TABLE senders (id int PRIMARY KEY); INSERT INTO senders SELECT generate_series(0, 9);
      CREATE TABLE parcels (day int, sender_id int REFERENCES senders) PARTITION BY RANGE (day);
      CREATE TABLE parcels_1 PARTITION OF parcels FOR VALUES FROM (0) TO (5) PARTITION BY RANGE (day);
      CREATE TABLE parcels_1a PARTITION OF parcels_1 FOR VALUES FROM (0) TO (5);
      CREATE TABLE parcels_2 PARTITION OF parcels FOR VALUES FROM (5) TO (9);
      INSERT INTO parcels SELECT n % 9, n % 10 FROM generate_series(0, 899) n;
      DELETE FROM parcels WHERE day = 0`);
    const target = parseTarget({ url: database.url });
    const session = await openSession(target, { kind: 'watch', name: 'lockstep test' });
    atEnd(() => session.close());
    const writes = await waitUntil(async () => {
      const found = await fetchTableWrites(session);
      return found.some(({ table, deleted }) => table === 'parcels' && deleted > 0) && found;
    });
    expect(writes.map(({ table, inserted, deleted }) => [table, inserted, deleted])).toEqual([
      ['parcels', 900, 100],
      ['parcels_1', 500, 100],
      ['parcels_1a', 500, 100],
      ['parcels_2', 400, 0],
      ['senders', 10, 0],
    ]);
    const found = await fetchSchemaSuggestions(session, await fetchSchemaFacts(session));
    expect(found.find(({ kind }) => kind === 'missing-foreign-key-index')?.tableWrites).toBe(1000);
  },
);
