import { demoProject, longProject, ownProject } from '../../gallery/exampleConnections';
import { lostConnection, notNullError, otherRunner } from '../../gallery/exampleErrors';
import { handOff } from '../../gallery/exampleHandOff';
import { plan, refusals, step } from '../../gallery/examplePlan';
import { LONG_NAME, source } from '../../gallery/examples';
import { NO_CHOICES, NO_HAND_OFF, type PlanShown, type PlanState } from './planState';

const shown: PlanShown = {
  kind: 'shown',
  plan,
  place: { name: 'shop (demo)', role: 'development', database: 'shop', project: demoProject },
  choices: NO_CHOICES,
  sources: {},
  start: { kind: 'idle' },
  handOff: NO_HAND_OFF,
};
const [firstStep] = plan.steps;
const down = {
  ...plan,
  direction: 'down',
  target: '-1',
  to: plan.from,
  from: plan.to,
  steps: firstStep ? [firstStep] : [],
} as const;
const production = {
  name: 'shop-production',
  role: 'production',
  database: 'shop',
  project: { ...ownProject, isTrusted: true },
} as const;

export const planFixtures = {
  ready: shown,
  'source open': {
    ...shown,
    choices: { ...NO_CHOICES, expanded: plan.steps.slice(2, 4).map(({ name }) => name) },
    sources: { [plan.steps[2]?.name ?? '']: { kind: 'shown', source } },
  },
  down: { ...shown, plan: down },
  'needs trust': {
    ...shown,
    plan: { ...plan, needsTrust: true },
    place: { ...shown.place, project: ownProject },
  },
  production: { ...shown, plan: { ...plan, needsDatabaseName: true }, place: production },
  'production, typed': {
    ...shown,
    plan: { ...plan, needsDatabaseName: true },
    place: production,
    choices: { ...NO_CHOICES, typedName: 'shop' },
  },
  'every refusal that can be overridden': {
    ...shown,
    plan: {
      ...plan,
      refusals: [refusals['out-of-order'], refusals.missing, refusals.changed, refusals.interrupted],
    },
    choices: { ...NO_CHOICES, overridden: ['missing'] },
  },
  'refused, no down': { ...shown, plan: { ...down, refusals: [refusals['no-down']] } },
  'refused, graph': { ...shown, plan: { ...plan, refusals: [refusals.graph] } },
  'refused, read-only': { ...shown, plan: { ...plan, refusals: [refusals['read-only']] } },
  'nothing to do': { ...shown, plan: { ...plan, steps: [], from: plan.to } },
  'long names': {
    ...shown,
    plan: { ...plan, steps: [step({ name: LONG_NAME }), ...plan.steps], needsTrust: true, to: [LONG_NAME] },
    place: {
      name: 'the-warehouse-of-the-second-subsidiary-in-the-north-for-the-night-shift',
      role: 'staging',
      database: 'shop',
      project: longProject,
    },
  },
  '10,000 steps': {
    ...shown,
    plan: {
      ...plan,
      steps: Array.from({ length: 10_000 }, (_, index) => step({ name: `step-${index + 1}.js` })),
    },
  },
  'capturing SQL': {
    ...shown,
    handOff: {
      ...NO_HAND_OFF,
      capture: {
        kind: 'running',
        progress: { phase: 'capturing', doneCount: 2, totalCount: 5, revision: plan.steps[2]?.name ?? null },
      },
    },
  },
  'capture starting': {
    ...shown,
    handOff: { ...NO_HAND_OFF, aim: 'save', capture: { kind: 'running', progress: null } },
  },
  'SQL captured': {
    ...shown,
    handOff: { ...NO_HAND_OFF, isCopied: true, capture: { kind: 'done', handOff } },
  },
  'SQL captured, no way back': {
    ...shown,
    handOff: {
      ...NO_HAND_OFF,
      capture: { kind: 'done', handOff: { ...handOff, rollbackSql: null, notes: [] } },
    },
  },
  'capture failed': {
    ...shown,
    handOff: {
      ...NO_HAND_OFF,
      capture: { kind: 'failed', revision: plan.steps[1]?.name ?? null, error: notNullError },
    },
  },
  starting: { ...shown, start: { kind: 'starting' } },
  'files changed': {
    ...shown,
    start: {
      kind: 'failed',
      error: {
        kind: 'files-changed',
        message: 'Files have changed since this plan was made.',
        hint: 'Read the new plan, then run that.',
        names: ['20260210090000-backfill-order-totals.js'],
      },
    },
  },
  'runner busy': {
    ...shown,
    start: {
      kind: 'failed',
      error: {
        kind: 'runner-busy',
        message: 'Somebody else is running revisions on this database.',
        hint: 'Wait for that run to end, then run again.',
        holder: otherRunner,
      },
    },
  },
  loading: { kind: 'loading', direction: 'up' },
  failed: { kind: 'failed', direction: 'up', error: lostConnection },
  'failed, unknown target': {
    kind: 'failed',
    direction: 'up',
    error: {
      kind: 'bad-input',
      field: 'target',
      message: '“orders” is part of several names.',
      hint: 'Which one?',
      candidates: ['20260209090000-add-currency-to-orders.ts', '20260210084500-add-total-to-orders.js'],
    },
  },
} satisfies Record<string, PlanState>;
