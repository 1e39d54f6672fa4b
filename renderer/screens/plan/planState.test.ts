import { expect, test } from 'vitest';
import type { Plan } from '../../../electron/contract/revisions';
import { plan, refusals } from '../../gallery/examplePlan';
import { changeChoices, describeCourse, findObstacle, NO_CHOICES, overridesOf, runLabel } from './planState';

const free: Plan = { ...plan, needsTrust: false, needsDatabaseName: false, refusals: [] };

test('a plan that nothing stands against can run', () => {
  expect(findObstacle(free, NO_CHOICES)).toBeNull();
});

test('a plan without steps can’t', () => {
  expect(findObstacle({ ...free, steps: [] }, NO_CHOICES)).toBe('There is nothing to do.');
});

test('every refusal that can be overridden has to be', () => {
  const refused = { ...free, refusals: [refusals.changed, refusals.missing] };
  const one = changeChoices(NO_CHOICES, { type: 'override', kind: 'changed', on: true });
  const both = changeChoices(one, { type: 'override', kind: 'missing', on: true });
  expect(findObstacle(refused, one)).toMatch(/Decide/);
  expect(findObstacle(refused, both)).toBeNull();
  expect(
    findObstacle(refused, changeChoices(both, { type: 'override', kind: 'changed', on: false })),
  ).toMatch(/Decide/);
});

test('what can’t be overridden stops it whatever was decided', () => {
  const choices = changeChoices(NO_CHOICES, { type: 'override', kind: 'read-only', on: true });
  const refused = { ...free, refusals: [refusals['read-only']] };
  expect(findObstacle(refused, choices)).toMatch(/can’t run/);
  expect(overridesOf(refused, choices)).toEqual([]);
});

test('only the decisions that this plan asks for are sent', () => {
  const choices = { ...NO_CHOICES, overridden: ['changed', 'interrupted'] as const };
  expect(overridesOf({ ...free, refusals: [refusals.changed] }, choices)).toEqual(['changed']);
});

test('in production the name of the database has to be typed exactly', () => {
  const production = { ...free, needsDatabaseName: true };
  const typed = (text: string) =>
    findObstacle(production, changeChoices(NO_CHOICES, { type: 'type-name', text }));
  expect(typed('')).toMatch(/name of the database/);
  expect(typed('Shop')).toMatch(/name of the database/);
  expect(typed('shop')).toBeNull();
});

test('the button says what it will do, and where', () => {
  const [step] = plan.steps;
  expect(runLabel(free, 'shop (demo)')).toBe('Run 5 revisions on shop (demo)');
  expect(runLabel({ ...free, steps: step ? [step] : [] }, 'x')).toBe('Run 1 revision on x');
  expect(runLabel({ ...free, direction: 'down', steps: step ? [step] : [] }, 'x')).toBe(
    'Undo 1 revision on x',
  );
});

test('where nothing is applied, it is base', () => {
  expect(describeCourse({ ...free, from: [], to: ['a'] })).toBe('Upgrade from base to a');
  expect(describeCourse({ ...free, direction: 'down', from: ['a'], to: [] })).toBe(
    'Downgrade from a to base',
  );
  expect(describeCourse({ ...free, from: ['a', 'b'], to: ['c'] })).toBe('Upgrade from a and b to c');
});
