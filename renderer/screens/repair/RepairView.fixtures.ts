import { ownProject } from '../../gallery/exampleConnections';
import { lostConnection, otherRunner } from '../../gallery/exampleErrors';
import { leftovers } from '../../gallery/exampleLog';
import { LONG_NAME } from '../../gallery/examples';
import type { RepairShown, RepairState } from './repairState';

const shown: RepairShown = {
  kind: 'shown',
  found: leftovers,
  as: null,
  typedName: '',
  place: { name: 'shop-staging', role: 'staging', database: 'shop', project: ownProject },
  repairing: { kind: 'idle' },
};

export const repairFixtures = {
  ready: shown,
  'to run again': { ...shown, as: 'pending' },
  'nothing left': { ...shown, as: 'applied', found: { ...leftovers, leftovers: [] } },
  'log tells nothing': { ...shown, found: { ...leftovers, statements: [] } },
  'long names': {
    ...shown,
    found: {
      ...leftovers,
      name: LONG_NAME,
      leftovers: leftovers.leftovers.map((each, index) => ({
        ...each,
        name: `${index}${'x'.repeat(62)}`,
        table: 'y'.repeat(63),
      })),
    },
  },
  production: {
    ...shown,
    as: 'pending',
    found: { ...leftovers, needsDatabaseName: true },
    place: { name: 'shop-production', role: 'production', database: 'shop', project: ownProject },
  },
  repairing: { ...shown, as: 'pending', repairing: { kind: 'working' } },
  'runner busy': {
    ...shown,
    as: 'pending',
    repairing: {
      kind: 'failed',
      error: {
        kind: 'runner-busy',
        message: 'Somebody else is running revisions on this database.',
        hint: 'Wait for that run to end, then repair.',
        holder: otherRunner,
      },
    },
  },
  loading: { kind: 'loading' },
  failed: { kind: 'failed', error: lostConnection },
} satisfies Record<string, RepairState>;
