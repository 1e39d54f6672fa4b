import { randomBytes } from 'node:crypto';
import type { TestDatabase } from './createTestDatabase';
import { atEnd } from './endings';

export interface TestRole {
  readonly name: string;
  /** The database, as this role. */
  readonly url: string;
}

/** A role that may log in and nothing else; gone at the end of the test file. */
export async function createTestRole(database: TestDatabase): Promise<TestRole> {
  const name = `role_${randomBytes(6).toString('hex')}`;
  await database.query(`CREATE ROLE ${name} LOGIN PASSWORD '${name}'`);
  atEnd(async () => {
    await database.query(`DROP OWNED BY ${name}; DROP ROLE ${name}`);
  });
  const url = new URL(database.url);
  url.username = name;
  url.password = name;
  return { name, url: url.href };
}
