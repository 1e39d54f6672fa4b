import { expect, test } from 'vitest';
import { purgePlan, stampPlan } from '../../gallery/exampleLog';
import { findObstacle, type StampState, stampLabel } from './stampState';

const state: StampState = {
  targets: ['head'],
  purge: false,
  names: [],
  preview: { kind: 'shown', plan: stampPlan, isOld: false },
  typedName: '',
  place: { name: 'shop (demo)', role: 'development', database: 'shop', project: null },
  stamping: { kind: 'idle' },
};
const withPlan = (plan: typeof stampPlan): StampState => ({
  ...state,
  preview: { kind: 'shown', plan, isOld: false },
});

test('a difference that is shown can be made', () => {
  expect(findObstacle(state)).toBeNull();
});

test('without a target, and while the difference is not known, nothing can be stamped', () => {
  expect(findObstacle({ ...state, targets: [], preview: { kind: 'incomplete' } })).toMatch(/Choose/);
  expect(findObstacle({ ...state, preview: { kind: 'loading' } })).toMatch(/Finding out/);
  expect(findObstacle({ ...state, preview: { kind: 'shown', plan: stampPlan, isOld: true } })).toMatch(
    /Finding out/,
  );
});

test('where the ledger says so already there is nothing to do', () => {
  expect(findObstacle(withPlan({ ...stampPlan, adds: [], removes: [] }))).toMatch(/already/);
});

test('in production the name of the database has to be typed exactly', () => {
  const production = withPlan({ ...stampPlan, needsDatabaseName: true });
  expect(findObstacle({ ...production, typedName: 'Shop' })).toMatch(/name of the database/);
  expect(findObstacle({ ...production, typedName: 'shop' })).toBeNull();
});

test('the button counts what comes and what goes', () => {
  expect(stampLabel(withPlan(purgePlan))).toBe('Stamp 3 revisions on shop (demo)');
  expect(stampLabel(withPlan({ ...stampPlan, adds: ['a'] }))).toBe('Stamp 1 revision on shop (demo)');
});
