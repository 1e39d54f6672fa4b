/** What the views of the gallery can ask for: nothing comes of it. */

import type { AcceptActions } from '../screens/accept/AcceptView';
import type { AuthoringActions } from '../screens/authoring/AuthoringView';
import type { ConnectActions } from '../screens/connect/ConnectView';
import type { DiffActions } from '../screens/diff/DiffView';
import type { HistoryActions } from '../screens/history/HistoryView';
import type { IndexesActions } from '../screens/indexes/IndexesView';
import type { LocksActions } from '../screens/locks/LocksView';
import type { PlanActions } from '../screens/plan/PlanView';
import type { QueriesActions } from '../screens/queries/QueriesView';
import type { RepairActions } from '../screens/repair/RepairView';
import type { RunActions } from '../screens/run/RunView';
import type { StampActions } from '../screens/stamp/StampView';

const nothing = () => undefined;

export const historyActions: HistoryActions = {
  upgradeTo: nothing,
  downgradeTo: nothing,
  newRevision: nothing,
  fromModels: nothing,
  merge: nothing,
  rebase: nothing,
  stamp: nothing,
  accept: nothing,
  repair: nothing,
  edit: nothing,
  captureSql: nothing,
  cancelCapture: nothing,
  select: nothing,
  inspect: nothing,
  closeInspector: nothing,
  chooseTab: nothing,
  show: nothing,
  filter: nothing,
  retry: nothing,
  openConnection: nothing,
  watchRun: nothing,
};
export const diffActions: DiffActions = {
  compare: nothing,
  compareDrift: nothing,
  compareAgain: nothing,
  cancel: nothing,
  openFile: nothing,
  save: nothing,
  trust: nothing,
  openConnection: nothing,
  upgrade: nothing,
  filter: nothing,
  select: nothing,
  inspect: nothing,
  closeDetail: nothing,
  fold: nothing,
  tick: nothing,
  chooseWithLosses: nothing,
  answer: nothing,
  copySql: nothing,
  openPanel: nothing,
  closePanel: nothing,
  changeForm: nothing,
  write: nothing,
  lookAgain: nothing,
  proveAgain: nothing,
};
export const locksActions: LocksActions = {
  explain: nothing,
  sampleEvery: nothing,
  pause: nothing,
  goOn: nothing,
  goTo: nothing,
  exportIncident: nothing,
  show: nothing,
  openTab: nothing,
  filter: nothing,
  sort: nothing,
  select: nothing,
  inspect: nothing,
  closeInspector: nothing,
  signal: nothing,
  typeName: nothing,
  confirm: nothing,
  keep: nothing,
  retry: nothing,
  openConnection: nothing,
  rows: {
    search: nothing,
    choose: nothing,
    chooseColumns: nothing,
    narrow: nothing,
    read: nothing,
    stop: nothing,
    tick: nothing,
    tryLock: nothing,
    typeName: nothing,
  },
};
export const planActions: PlanActions = {
  override: nothing,
  typeName: nothing,
  expand: nothing,
  trust: nothing,
  run: nothing,
  copySql: nothing,
  saveBundle: nothing,
  cancelSql: nothing,
  retry: nothing,
  back: nothing,
};
export const authoringActions: AuthoringActions = {
  change: nothing,
  write: nothing,
  lookAgain: nothing,
  back: nothing,
};
export const stampActions: StampActions = {
  chooseTargets: nothing,
  choosePurge: nothing,
  typeName: nothing,
  stamp: nothing,
  lookAgain: nothing,
  back: nothing,
};
export const acceptActions: AcceptActions = {
  giveReason: nothing,
  typeName: nothing,
  accept: nothing,
  lookAgain: nothing,
  back: nothing,
};
export const repairActions: RepairActions = {
  chooseAs: nothing,
  typeName: nothing,
  repair: nothing,
  lookAgain: nothing,
  back: nothing,
};
export const runActions: RunActions = { cancel: nothing, runAgain: nothing, back: nothing };
export const connectActions: ConnectActions = {
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
  initProject: nothing,
  showDatabases: nothing,
  addDatabase: nothing,
  trustAndAdd: nothing,
};
export const indexesActions: IndexesActions = {
  readAgain: nothing,
  openConnection: nothing,
  refreshTwin: nothing,
  advise: nothing,
  cancel: nothing,
  filter: nothing,
  select: nothing,
  inspect: nothing,
  closeDetail: nothing,
  showDismissed: nothing,
  tick: nothing,
  askWhy: nothing,
  typeWhy: nothing,
  keep: nothing,
  dismiss: nothing,
  restore: nothing,
  openPanel: nothing,
  closePanel: nothing,
  changeForm: nothing,
  write: nothing,
  lookAgain: nothing,
  typeSql: nothing,
  typeCandidates: nothing,
  explain: nothing,
  suggest: nothing,
  cancelSuggesting: nothing,
  searchColumns: nothing,
  showOnlyPrivate: nothing,
  selectColumn: nothing,
  tickColumn: nothing,
  prove: nothing,
  cancelProof: nothing,
};
export const queriesActions: QueriesActions = {
  readAgain: nothing,
  openConnection: nothing,
  filter: nothing,
  sort: nothing,
  select: nothing,
  inspect: nothing,
  closeDetail: nothing,
  explain: nothing,
  suggest: nothing,
};
