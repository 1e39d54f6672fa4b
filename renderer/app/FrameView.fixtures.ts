import {
  connections,
  demoConnection,
  demoProject,
  facts,
  longConnection,
  longProject,
  lostConnection,
  ownProject,
  productionConnection,
  projects,
  stagingConnection,
} from '../gallery/examples';
import type { FrameState } from './frameState';

const demo: FrameState = {
  connections,
  projects,
  connection: demoConnection,
  project: demoProject,
  server: { kind: 'open', facts },
  room: 'history',
  hasHistory: true,
  pendingCount: 5,
  differenceCount: 15,
  waitingCount: null,
  line: 'ready',
};

export const frameFixtures = {
  demo,
  staging: { ...demo, connection: stagingConnection, project: ownProject },
  'production, standby': {
    ...demo,
    connection: productionConnection,
    project: ownProject,
    server: { kind: 'open', facts: { ...facts, isStandby: true, isReadOnly: true } },
    pendingCount: 0,
    differenceCount: 0,
  },
  connecting: { ...demo, server: { kind: 'connecting' }, pendingCount: null, differenceCount: null },
  'not connected': { ...demo, server: { kind: 'failed', error: lostConnection } },
  'nothing chosen': {
    ...demo,
    connection: null,
    project: null,
    server: { kind: 'none' },
    room: 'connect',
    hasHistory: false,
    pendingCount: null,
    differenceCount: null,
  },
  'line lost': { ...demo, line: 'lost' },
  'long names': {
    ...demo,
    connection: longConnection,
    project: longProject,
    pendingCount: 10_000,
    differenceCount: 2_000,
  },
} satisfies Record<string, FrameState>;
