/** The law of the difference between two schemas, on databases that are used again and again. */
import { parseTarget } from '../../../connection/parseTarget';
import { openSession, type Session } from '../../../connection/session';
import { createTestDatabase, type TestDatabase } from '../../../testing/createTestDatabase';
import type { TestPostgres } from '../../../testing/testServers';
import type { Catalog } from '../../catalog';
import { runAndCompare } from '../../clone/runAndCompare';
import { fetchCatalog } from '../../fetchCatalog';
import { diffCatalogs } from '../diffCatalogs';

export interface Bench {
  /** Throws where the SQL of the difference between the two schemas does not make them equal, there and back. */
  check(aSql: string, bSql: string): Promise<string>;
  close(): Promise<void>;
}

export async function createBench(postgres: TestPostgres): Promise<Bench> {
  const [changed, wanted] = [await openPlace(postgres), await openPlace(postgres)];
  return {
    async check(aSql, bSql) {
      const a = await changed.make(aSql);
      const b = await wanted.make(bSql);
      const outcome = await turnInto(changed, a, b);
      return outcome !== 'equal' ? outcome : turnInto(changed, await changed.read(), a);
    },
    async close() {
      await changed.close();
      await wanted.close();
    },
  };
}

async function turnInto(place: Place, from: Catalog, to: Catalog): Promise<string> {
  const { changes, refused } = diffCatalogs(from, to);
  const [first] = refused;
  if (first) return first.message;
  const left = await runAndCompare(
    { place: { session: place.session }, read: place.read },
    changes,
    to,
  ).catch((error) => {
    const sql = changes.flatMap(({ steps }) => steps.map((step) => step.sql));
    throw new Error(`${error instanceof Error ? error.message : error}\n\n${sql.slice(-40).join(';\n')}`);
  });
  if (left.length > 0) throw new Error(`It is not equal yet: ${left.join('\n')}`);
  return 'equal';
}

export interface Place {
  readonly session: Session;
  make(sql: string): Promise<Catalog>;
  read(): Promise<Catalog>;
  close(): Promise<void>;
}

/** Emptying a database costs a tenth of making one. */
export async function openPlace(postgres: TestPostgres): Promise<Place> {
  const database: TestDatabase = await createTestDatabase({ postgres });
  const target = parseTarget({ url: database.url });
  const session = await openSession(target, { kind: 'run', name: 'lockstep pairs' });
  await session.query('SET client_min_messages = error');
  const read = () => fetchCatalog(target);
  return {
    session,
    read,
    async make(sql) {
      await session.query(EMPTY);
      await session.query(sql);
      return read();
    },
    async close() {
      await session.close();
      await database.drop();
    },
  };
}

const EMPTY = `DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
      EXECUTE format('DROP SCHEMA %I CASCADE', name);
    END LOOP;
    CREATE SCHEMA public;
  END $$`;
