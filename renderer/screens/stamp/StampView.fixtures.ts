import { branchedHistory, HEAD_A, HEAD_B } from '../../gallery/exampleBranches';
import { demoProject, ownProject } from '../../gallery/exampleConnections';
import { purgePlan, stampPlan } from '../../gallery/exampleLog';
import { LONG_NAME } from '../../gallery/examples';
import type { StampState } from './stampState';

const shown: StampState = {
  targets: [HEAD_A],
  purge: false,
  names: branchedHistory.revisions.map(({ name }) => name),
  preview: { kind: 'shown', plan: stampPlan, isOld: false },
  typedName: '',
  place: { name: 'shop (demo)', role: 'development', database: 'shop', project: demoProject },
  stamping: { kind: 'idle' },
};
const place = { name: 'shop-production', role: 'production', database: 'shop', project: ownProject } as const;
const ambiguous = {
  kind: 'bad-input',
  field: 'target',
  message: 'There are 2 heads, so “head” is not one revision.',
  hint: 'Which one? Or heads, for all of them.',
  candidates: [HEAD_A, HEAD_B],
} as const;

export const stampFixtures = {
  ready: shown,
  'nothing chosen': { ...shown, targets: [], preview: { kind: 'incomplete' } },
  looking: { ...shown, preview: { kind: 'loading' } },
  'changed since': { ...shown, preview: { kind: 'shown', plan: stampPlan, isOld: true } },
  purge: {
    ...shown,
    targets: [HEAD_B],
    purge: true,
    preview: { kind: 'shown', plan: purgePlan, isOld: false },
  },
  'nothing to change': {
    ...shown,
    preview: {
      kind: 'shown',
      plan: { ...stampPlan, adds: [], removes: [], from: stampPlan.to, notes: [], sql: '' },
      isOld: false,
    },
  },
  'several heads': { ...shown, targets: ['head'], preview: { kind: 'failed', error: ambiguous } },
  production: {
    ...shown,
    place,
    preview: { kind: 'shown', plan: { ...stampPlan, needsDatabaseName: true }, isOld: false },
  },
  stamping: { ...shown, stamping: { kind: 'working' } },
  'changed meanwhile': {
    ...shown,
    stamping: {
      kind: 'failed',
      error: {
        kind: 'files-changed',
        message: 'The ledger has changed since this was shown.',
        hint: 'Look again, then stamp.',
        names: [HEAD_A],
      },
    },
  },
  'long names': {
    ...shown,
    targets: [LONG_NAME, HEAD_B],
    preview: {
      kind: 'shown',
      plan: { ...stampPlan, adds: [LONG_NAME, ...stampPlan.adds], to: [LONG_NAME, HEAD_B] },
      isOld: false,
    },
  },
} satisfies Record<string, StampState>;
