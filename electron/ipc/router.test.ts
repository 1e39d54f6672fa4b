import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRouter, isProcedure, traverseContractProcedures } from '@orpc/server';
import { afterAll, expect, test } from 'vitest';
import { contract } from '../contract';
import { openLockstep } from '../core/lockstep';
import { createRouter } from './router';

// Core itself: nothing of it is started before it is called.
const home = mkdtempSync(join(tmpdir(), 'lockstep-router-'));
const lockstep = openLockstep({
  home,
  demoProject: join(home, 'demo'),
  spawnRunner: () => {
    throw new Error('No project code runs here.');
  },
});
const router = createRouter(lockstep, {
  info: { version: '0', host: 'browser', hasFolderDialog: false, userAtHost: '' },
  chooseFolder: async () => null,
});

afterAll(async () => {
  await lockstep.close();
  rmSync(home, { recursive: true });
});

const names: string[] = [];
const kinds = new Map<string, unknown>();
traverseContractProcedures({ router: contract, path: [] }, ({ path, contract: procedure }) => {
  names.push(path.join('.'));
  kinds.set(path.join('.'), Reflect.get(procedure['~orpc'].meta, 'kind'));
});

test('every procedure of the contract has a handler, and there are no others', () => {
  const implemented: string[] = [];
  traverseContractProcedures({ router, path: [] }, ({ path }) => implemented.push(path.join('.')));
  expect(implemented.sort()).toEqual([...names].sort());
  for (const name of names) expect(isProcedure(getRouter(router, name.split('.'))), name).toBe(true);
});

test('every procedure says how it is treated', () => {
  for (const [name, kind] of kinds) expect(['read', 'write', 'interrupt'], name).toContain(kind);
});

test('what changes something waits for its turn, and cancelling never does', () => {
  const of = (kind: string) => names.filter((name) => kinds.get(name) === kind).sort();
  expect(of('write')).toEqual([
    'catalog.answerRenames',
    'catalog.writeRevisions',
    'connections.add',
    'connections.addFromProject',
    'connections.remove',
    'indexes.dismiss',
    'indexes.markPrivate',
    'indexes.restore',
    'indexes.writeRevisions',
    'locks.tryLock',
    'projects.add',
    'projects.init',
    'projects.remove',
    'projects.trust',
    'revisions.accept',
    'revisions.edit',
    'revisions.repair',
    'revisions.stamp',
    'revisions.writeFiles',
    'runs.start',
  ]);
  expect(of('interrupt')).toEqual([
    'locks.cancel',
    'locks.rollbackPrepared',
    'locks.terminate',
    'runs.cancel',
  ]);
});
