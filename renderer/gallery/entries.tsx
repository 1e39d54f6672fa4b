/** Every state of every screen, by name. A fixture that is added to a screen appears here by itself. */
import { spotlight } from '@mantine/spotlight';
import { type ReactNode, useEffect } from 'react';
import { frameFixtures } from '../app/FrameView.fixtures';
import type { FrameState } from '../app/frameState';
import { Palette } from '../app/Palette';
import { type ConnectActions, ConnectView } from '../screens/connect/ConnectView';
import { connectFixtures } from '../screens/connect/ConnectView.fixtures';
import type { ConnectState } from '../screens/connect/connectState';
import { type HistoryActions, HistoryView } from '../screens/history/HistoryView';
import { historyFixtures } from '../screens/history/HistoryView.fixtures';
import type { HistoryState } from '../screens/history/historyState';
import { type PlanActions, PlanView } from '../screens/plan/PlanView';
import { planFixtures } from '../screens/plan/PlanView.fixtures';
import type { PlanState } from '../screens/plan/planState';
import { type RunActions, RunView } from '../screens/run/RunView';
import { runFixtures } from '../screens/run/RunView.fixtures';
import type { RunState } from '../screens/run/runState';
import { history } from './examples';

export interface GalleryEntry {
  readonly screen: string;
  readonly state: string;
  readonly frame: FrameState;
  readonly view: ReactNode;
}

const nothing = () => undefined;
const { demo } = frameFixtures;
const production: FrameState = frameFixtures['production, standby'];

const historyActions: HistoryActions = {
  upgradeToHead: nothing,
  downgradeOne: nothing,
  upgradeTo: nothing,
  downgradeTo: nothing,
  select: nothing,
  inspect: nothing,
  closeInspector: nothing,
  filter: nothing,
  retry: nothing,
  openConnection: nothing,
  watchRun: nothing,
};
const planActions: PlanActions = {
  override: nothing,
  typeName: nothing,
  expand: nothing,
  trust: nothing,
  run: nothing,
  retry: nothing,
  back: nothing,
};
const runActions: RunActions = { cancel: nothing, runAgain: nothing, back: nothing };
const connectActions: ConnectActions = {
  newConnection: nothing,
  choose: nothing,
  remove: nothing,
  change: nothing,
  test: nothing,
  save: nothing,
  enterPassword: nothing,
  retryOpen: nothing,
  openProject: nothing,
  removeProject: nothing,
  openFolder: nothing,
  browse: nothing,
  chooseFolder: nothing,
  closeChooser: nothing,
};

const historyView = (state: HistoryState) => <HistoryView state={state} actions={historyActions} />;

export const entries: readonly GalleryEntry[] = [
  ...listed<FrameState>('frame', frameFixtures, (frame) => ({
    frame,
    view: historyView(historyFixtures.ready),
  })),
  { screen: 'palette', state: 'open', frame: demo, view: <OpenPalette /> },
  ...listed<HistoryState>('history', historyFixtures, (state) => ({ frame: demo, view: historyView(state) })),
  ...listed<PlanState>('plan', planFixtures, (state) => ({
    frame: state.kind === 'shown' && state.place.role === 'production' ? production : demo,
    view: <PlanView state={state} actions={planActions} />,
  })),
  ...listed<RunState>('run', runFixtures, (state) => ({
    frame: demo,
    view: <RunView state={state} actions={runActions} />,
  })),
  ...listed<ConnectState>('connect', connectFixtures, (state) => ({
    frame: frameFixtures['nothing chosen'],
    view: <ConnectView state={state} actions={connectActions} />,
  })),
];

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
