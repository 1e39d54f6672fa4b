/** A proof that holds for whatever is given to it would prove nothing. */
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseTarget } from '../../connection/parseTarget';
import { atOnce } from '../../stretches';
import { createTestDatabase } from '../../testing/createTestDatabase';
import { atEnd } from '../../testing/endings';
import type { TestPostgres } from '../../testing/testServers';
import { startTestTwin } from '../../testing/testTwin';
import type { Change } from '../diff/diffCatalogs';
import { fetchCatalog } from '../fetchCatalog';
import { compareCatalogs } from './compareCatalogs';
import { type Proof, proofOf, prove } from './prove';

const twin = startTestTwin();

async function proofBetween(fromSql: string, toSql: string, postgres: TestPostgres = '18'): Promise<Proof> {
  const [one, other] = [await createTestDatabase({ postgres }), await createTestDatabase({ postgres })];
  await one.query(fromSql);
  await other.query(toSql);
  const [from, to] = [await fetchCatalog(parseTarget(one)), await fetchCatalog(parseTarget(other))];
  const compared = compareCatalogs(from, to);
  const all = compared.rows.map(({ id }) => id);
  return { ...atOnce(proofOf(compared, all)), labels: { from: 'one', to: 'other' }, twin: twin() };
}

async function outcomeOf(proof: Proof) {
  const { steps, verdict } = await prove(proof, () => undefined, new AbortController().signal);
  return {
    verdict,
    statuses: steps.map(({ status }) => status),
    failed: steps.find(({ status }) => status === 'failed'),
  };
}

const FROM = 'CREATE TABLE t (a int, b text)';
const TO = 'CREATE TABLE t (a bigint NOT NULL, c text DEFAULT 5); CREATE INDEX by_c ON t (c)';

test.each(['18', '15'] as const)('what is read on PostgreSQL %s is proven', async (postgres) => {
  expect(await outcomeOf(await proofBetween(FROM, TO, postgres))).toMatchObject({ verdict: 'proven' });
});

test('SQL that does too little is refuted, with what is left', async () => {
  const proof = await proofBetween(FROM, TO);
  const { verdict, failed, statuses } = await outcomeOf({ ...proof, forth: proof.forth.slice(0, -1) });
  expect(verdict).toBe('refuted');
  expect(failed).toMatchObject({
    name: 'compare',
    differences: [expect.stringContaining('CREATE INDEX by_c')],
  });
  expect(statuses).toEqual(['held', 'held', 'held', 'failed', 'not-reached', 'not-reached']);
});

test('SQL that fails is refuted, with the statement', async () => {
  const proof = await proofBetween(FROM, TO);
  const wrong: Change = {
    action: 'alter',
    kind: 'table',
    object: 'table public.t',
    isReplaced: false,
    steps: [{ sql: 'ALTER TABLE t DROP COLUMN nowhere', lock: null }],
  };
  const { verdict, failed } = await outcomeOf({ ...proof, forth: [wrong] });
  expect(verdict).toBe('refuted');
  expect(failed).toMatchObject({ name: 'apply', sql: 'ALTER TABLE t DROP COLUMN nowhere' });
});

test('a reverse that does not lead back is refuted', async () => {
  const proof = await proofBetween(FROM, TO);
  expect((await outcomeOf({ ...proof, back: [] })).failed).toMatchObject({ name: 'reverse' });
});

test('what can’t be copied is neither proven nor refuted', async () => {
  const proof = await proofBetween(FROM, TO);
  const extension = {
    kind: 'extension',
    id: 'extension nowhere',
    name: 'nowhere',
    schema: 'public',
  } as const;
  const wanted = {
    ...proof.wanted,
    objects: [...proof.wanted.objects, { ...extension, version: '1', comment: null, dependsOn: [] }],
  };
  const { verdict, failed } = await outcomeOf({ ...proof, wanted });
  expect(verdict).toBe('impossible');
  expect(failed).toMatchObject({ name: 'clone-to', message: expect.stringContaining('nowhere') });
});

const FOR_SUPERUSERS = `CREATE SCHEMA tools; CREATE EXTENSION pg_buffercache SCHEMA tools; CREATE EXTENSION citext;
  COMMENT ON EXTENSION citext IS 'one; two'; CREATE TABLE t (a citext);
  CREATE FOREIGN DATA WRAPPER files; CREATE SERVER other FOREIGN DATA WRAPPER files;
  CREATE FOREIGN TABLE far (a int) SERVER other;
  CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'it ran'; END$$;
  CREATE EVENT TRIGGER refusing ON ddl_command_start EXECUTE FUNCTION refuse()`;

test.each([
  ['made', '', FOR_SUPERUSERS],
  ['dropped', FOR_SUPERUSERS, ''],
])(
  'what only a superuser may make is %s on the copies, where no event trigger fires',
  async (_, from, to) => {
    expect(await outcomeOf(await proofBetween(from, to))).toMatchObject({ verdict: 'proven' });
  },
);

test('a definition of a saved catalog, whatever it is, starts no program', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-proof-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o777);
  const program = (name: string) => `COPY (SELECT 1) TO PROGRAM 'touch ${folder}/${name}'`;
  const proof = await proofBetween('', 'CREATE VIEW v AS SELECT 1 AS a');
  const inFunction = `CREATE FUNCTION public.f() RETURNS int LANGUAGE plpgsql AS $$BEGIN ${program('f')}; RETURN 1; END$$`;
  for (const harm of [program('v'), `${inFunction}; SELECT public.f()`, `RESET ROLE; ${program('r')}`]) {
    const objects = proof.wanted.objects.map((object) =>
      object.kind === 'view' ? { ...object, definition: `SELECT 1 AS a; ${harm}` } : object,
    );
    const { verdict, failed } = await outcomeOf({ ...proof, wanted: { ...proof.wanted, objects } });
    expect(verdict).toBe('impossible');
    expect(failed?.message).toContain('permission denied to COPY to or from an external program');
  }
  expect(await readdir(folder)).toEqual([]);
});
