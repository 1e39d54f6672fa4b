import { expect, test } from 'vitest';
import { leftovers } from '../../gallery/exampleLog';
import { findObstacle, type RepairShown, repairLabel } from './repairState';

const state: RepairShown = {
  kind: 'shown',
  found: leftovers,
  as: 'pending',
  typedName: '',
  place: { name: 'shop', role: 'staging', database: 'shop_db', project: null },
  repairing: { kind: 'idle' },
};

test('what the revision is afterwards has to be said', () => {
  expect(findObstacle({ ...state, as: null })).toMatch(/from now on/);
  expect(findObstacle(state)).toBeNull();
});

test('in production the name of the database has to be typed, not that of the connection', () => {
  const production = { ...state, found: { ...leftovers, needsDatabaseName: true } };
  expect(findObstacle({ ...production, typedName: 'shop' })).toMatch(/name of the database/);
  expect(findObstacle({ ...production, typedName: 'shop_db' })).toBeNull();
});

test('the button says how many statements run, or what is marked when none does', () => {
  const clean = { ...state, found: { ...leftovers, leftovers: [] } };
  expect(repairLabel(state)).toBe('Repair: run 2 statements on shop');
  expect(repairLabel({ ...state, found: { ...leftovers, leftovers: leftovers.leftovers.slice(1) } })).toBe(
    'Repair: run 1 statement on shop',
  );
  expect(repairLabel({ ...clean, as: 'applied' })).toBe('Mark it as applied on shop');
});
