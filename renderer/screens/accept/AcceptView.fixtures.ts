import { ownProject } from '../../gallery/exampleConnections';
import { lostConnection } from '../../gallery/exampleErrors';
import { difference } from '../../gallery/exampleFiles';
import { LONG_NAME, sqlSource } from '../../gallery/examples';
import type { AcceptShown, AcceptState } from './acceptState';

const shown: AcceptShown = {
  kind: 'shown',
  difference,
  reason: '',
  typedName: '',
  place: { name: 'shop-staging', role: 'staging', database: 'shop', project: ownProject },
  recordedAs: 'dana@workbench, as deploy in the database',
  accepting: { kind: 'idle' },
};

export const acceptFixtures = {
  ready: shown,
  'with a reason': { ...shown, reason: 'The limit was raised by hand on every database last week.' },
  'text that ran is not kept': {
    ...shown,
    difference: {
      ...difference,
      name: sqlSource.name,
      before: null,
      after: sqlSource.text,
    },
  },
  'put back': {
    ...shown,
    difference: {
      ...difference,
      after: difference.before ?? '',
      afterChecksum: difference.beforeChecksum ?? '',
    },
  },
  production: {
    ...shown,
    reason: 'Only a comment was added.',
    place: { name: 'shop-production', role: 'production', database: 'shop', project: ownProject },
  },
  'long name': { ...shown, difference: { ...difference, name: LONG_NAME }, recordedAs: null },
  accepting: { ...shown, reason: 'Only a comment was added.', accepting: { kind: 'working' } },
  'changed again': {
    ...shown,
    reason: 'Only a comment was added.',
    accepting: {
      kind: 'failed',
      error: {
        kind: 'files-changed',
        message: 'The file has changed again since this was shown.',
        hint: 'Look again, then accept.',
        names: [difference.name],
      },
    },
  },
  loading: { kind: 'loading' },
  failed: { kind: 'failed', error: lostConnection },
} satisfies Record<string, AcceptState>;
