/** Every state of every screen, by name. A fixture that is added to a screen appears here by itself. */
import { spotlight } from '@mantine/spotlight';
import { type ReactNode, useEffect } from 'react';
import { frameFixtures } from '../app/FrameView.fixtures';
import type { FrameState } from '../app/frameState';
import { Palette } from '../app/Palette';
import { AcceptView } from '../screens/accept/AcceptView';
import { acceptFixtures } from '../screens/accept/AcceptView.fixtures';
import type { AcceptState } from '../screens/accept/acceptState';
import { AuthoringView } from '../screens/authoring/AuthoringView';
import { authoringFixtures } from '../screens/authoring/AuthoringView.fixtures';
import type { AuthoringState } from '../screens/authoring/authoringState';
import { ConnectView } from '../screens/connect/ConnectView';
import { connectFixtures } from '../screens/connect/ConnectView.fixtures';
import type { ConnectState } from '../screens/connect/connectState';
import { DiffView } from '../screens/diff/DiffView';
import { diffFixtures } from '../screens/diff/DiffView.fixtures';
import type { DiffState } from '../screens/diff/diffState';
import { HistoryView } from '../screens/history/HistoryView';
import { historyFixtures } from '../screens/history/HistoryView.fixtures';
import type { HistoryState } from '../screens/history/historyState';
import { IndexesView } from '../screens/indexes/IndexesView';
import { indexesFixtures } from '../screens/indexes/IndexesView.fixtures';
import type { IndexesState } from '../screens/indexes/indexesState';
import { LocksView } from '../screens/locks/LocksView';
import { locksFixtures } from '../screens/locks/LocksView.fixtures';
import type { LocksState } from '../screens/locks/locksState';
import { PlanView } from '../screens/plan/PlanView';
import { planFixtures } from '../screens/plan/PlanView.fixtures';
import type { PlanState } from '../screens/plan/planState';
import { QueriesView } from '../screens/queries/QueriesView';
import { queriesFixtures } from '../screens/queries/QueriesView.fixtures';
import type { QueriesState } from '../screens/queries/queriesState';
import { RepairView } from '../screens/repair/RepairView';
import { repairFixtures } from '../screens/repair/RepairView.fixtures';
import type { RepairState } from '../screens/repair/repairState';
import { RunView } from '../screens/run/RunView';
import { runFixtures } from '../screens/run/RunView.fixtures';
import type { RunState } from '../screens/run/runState';
import { StampView } from '../screens/stamp/StampView';
import { stampFixtures } from '../screens/stamp/StampView.fixtures';
import type { StampState } from '../screens/stamp/stampState';
import { history } from './examples';
import {
  acceptActions,
  authoringActions,
  connectActions,
  diffActions,
  historyActions,
  indexesActions,
  locksActions,
  planActions,
  queriesActions,
  repairActions,
  runActions,
  stampActions,
} from './idleActions';

export interface GalleryEntry {
  readonly screen: string;
  readonly state: string;
  readonly frame: FrameState;
  readonly view: ReactNode;
}

const { demo } = frameFixtures;
const production: FrameState = frameFixtures['production, standby'];

const historyView = (state: HistoryState) => <HistoryView state={state} actions={historyActions} />;

export const entries: readonly GalleryEntry[] = [
  ...listed<FrameState>('frame', frameFixtures, (frame) => ({
    frame,
    view: historyView(historyFixtures.ready),
  })),
  { screen: 'palette', state: 'open', frame: demo, view: <OpenPalette /> },
  ...listed<HistoryState>('history', historyFixtures, (state) => ({ frame: demo, view: historyView(state) })),
  ...listed<DiffState>('diff', diffFixtures, (state) => ({
    frame: { ...(state.place.role === 'production' ? production : demo), room: 'diff' },
    view: <DiffView state={state} actions={diffActions} />,
  })),
  ...listed<IndexesState>('indexes', indexesFixtures, (state) => ({
    frame: { ...demo, room: 'indexes' },
    view: <IndexesView state={state} actions={indexesActions} />,
  })),
  ...listed<QueriesState>('queries', queriesFixtures, (state) => ({
    frame: { ...demo, room: 'queries' },
    view: <QueriesView state={state} actions={queriesActions} />,
  })),
  ...listed<PlanState>('plan', planFixtures, (state) => ({
    frame: state.kind === 'shown' && state.place.role === 'production' ? production : demo,
    view: <PlanView state={state} actions={planActions} />,
  })),
  ...listed<AuthoringState>('authoring', authoringFixtures, (state) => ({
    frame: demo,
    view: <AuthoringView state={state} actions={authoringActions} />,
  })),
  ...listed<StampState>('stamp', stampFixtures, (state) => ({
    frame: state.place.role === 'production' ? production : demo,
    view: <StampView state={state} actions={stampActions} />,
  })),
  ...listed<AcceptState>('accept', acceptFixtures, (state) => ({
    frame: demo,
    view: <AcceptView state={state} actions={acceptActions} />,
  })),
  ...listed<RepairState>('repair', repairFixtures, (state) => ({
    frame: demo,
    view: <RepairView state={state} actions={repairActions} />,
  })),
  ...listed<RunState>('run', runFixtures, (state) => ({
    frame: demo,
    view: <RunView state={state} actions={runActions} />,
  })),
  ...listed<LocksState>('locks', locksFixtures, (state) => ({
    frame: locksFrame(state),
    view: <LocksView state={state} actions={locksActions} />,
  })),
  ...listed<ConnectState>('connect', connectFixtures, (state) => ({
    frame: frameFixtures['nothing chosen'],
    view: <ConnectView state={state} actions={connectActions} />,
  })),
];

function locksFrame(state: LocksState): FrameState {
  const { role } = state.kind === 'shown' ? state.place : { role: 'development' };
  const waitingCount = state.kind === 'shown' ? state.snapshot.waitingCount : null;
  return { ...(role === 'production' ? production : demo), room: 'locks', waitingCount };
}

/** The palette as it opens with Search or Ctrl+K. */
function OpenPalette() {
  useEffect(spotlight.open, []);
  const actions = history.revisions.map(({ name, state }) => ({ id: name, label: name, description: state }));
  return (
    <>
      {historyView(historyFixtures.ready)}
      <Palette groups={[{ group: 'Revisions', actions }]} />
    </>
  );
}

function listed<T>(
  screen: string,
  fixtures: Readonly<Record<string, T>>,
  show: (state: T) => Pick<GalleryEntry, 'frame' | 'view'>,
): readonly GalleryEntry[] {
  return Object.entries(fixtures).map(([state, value]) => ({ screen, state, ...show(value) }));
}

export function galleryAddress({ screen, state }: Pick<GalleryEntry, 'screen' | 'state'>): string {
  return `?${new URLSearchParams({ screen, state })}`;
}
