import { useState } from 'react';
import { Redirect, Route, Switch, useLocation, useRoute } from 'wouter';
import type { Direction } from '../../electron/contract/revisions';
import { AcceptScreen } from '../screens/accept/AcceptScreen';
import { AuthoringScreen } from '../screens/authoring/AuthoringScreen';
import { ConnectScreen } from '../screens/connect/ConnectScreen';
import { DiffScreen } from '../screens/diff/DiffScreen';
import { HistoryScreen } from '../screens/history/HistoryScreen';
import { IndexesScreen } from '../screens/indexes/IndexesScreen';
import { LocksScreen } from '../screens/locks/LocksScreen';
import { PlanScreen } from '../screens/plan/PlanScreen';
import { QueriesScreen } from '../screens/queries/QueriesScreen';
import { RepairScreen } from '../screens/repair/RepairScreen';
import { RunScreen } from '../screens/run/RunScreen';
import { StampScreen } from '../screens/stamp/StampScreen';
import { type AuthoringKind, type Pair, START } from './addresses';
import { Framed } from './Framed';
import type { Room } from './frameState';
import { StartScreen } from './StartScreen';
import type { FramePlace } from './useFrame';

const IN_PLACE = '/c/:connectionId/p/:projectId/*?';
const DIFF = '/c/:connectionId/p/:projectId/diff';
const LOCKS = '/c/:connectionId/locks';
const INDEXES = '/c/:connectionId/p/:projectId/indexes';
const QUERIES = '/c/:connectionId/p/:projectId/queries';
const IN_CONNECT = '/connect/:chosen?';

/** Which room an address is in; addresses.ts builds the same addresses. */
export function Rooms() {
  const [path] = useLocation();
  const pair = usePair();
  const lastPair = useLast(pair);
  const [isConnect, connect] = useRoute(IN_CONNECT);
  const [isLocks, locks] = useRoute(LOCKS);
  const room = useRoom();
  const chosen = connect?.chosen === undefined ? null : decoded(connect.chosen);
  if (path === START) return <StartScreen />;
  if (pair) {
    const place: FramePlace = { pair, lastPair, connectionId: pair.connectionId, room };
    return (
      <Framed place={place}>
        <ScreensOf key={`${pair.connectionId} ${pair.projectId}`} pair={pair} />
      </Framed>
    );
  }
  if (isLocks) {
    const connectionId = decoded(locks.connectionId);
    return (
      <Framed place={{ pair: null, lastPair, connectionId, room: 'locks' }}>
        <LocksScreen key={connectionId} connectionId={connectionId} pair={pairOn(connectionId, lastPair)} />
      </Framed>
    );
  }
  if (!isConnect) return <Redirect to={START} replace />;
  return (
    <Framed place={{ pair: null, lastPair, connectionId: chosen, room: 'connect' }}>
      <ConnectScreen chosen={chosen} />
    </Framed>
  );
}

function ScreensOf({ pair }: { readonly pair: Pair }) {
  const base = '/c/:connectionId/p/:projectId';
  return (
    <Switch>
      <Route path={`${base}/history`}>
        <HistoryScreen pair={pair} />
      </Route>
      <Route path={DIFF}>
        <DiffScreen pair={pair} />
      </Route>
      <Route path={INDEXES}>
        <IndexesScreen pair={pair} />
      </Route>
      <Route path={QUERIES}>
        <QueriesScreen pair={pair} />
      </Route>
      <Route path={`${base}/plan/:direction/:target`}>
        {({ direction, target }) => (
          <PlanScreen pair={pair} direction={directionOf(direction)} target={decoded(target)} />
        )}
      </Route>
      <Route path={`${base}/files/:kind`}>
        {({ kind }) => <AuthoringScreen key={kind} pair={pair} kind={authoringKindOf(kind)} />}
      </Route>
      <Route path={`${base}/stamp`}>
        <StampScreen pair={pair} />
      </Route>
      <Route path={`${base}/accept/:name`}>
        {({ name }) => <AcceptScreen key={name} pair={pair} name={decoded(name)} />}
      </Route>
      <Route path={`${base}/repair/:name`}>
        {({ name }) => <RepairScreen key={name} pair={pair} name={decoded(name)} />}
      </Route>
      <Route path={`${base}/run/:runId`}>
        {({ runId }) => <RunScreen key={runId} pair={pair} runId={decoded(runId)} />}
      </Route>
      <Route>
        <NoSuchScreen />
      </Route>
    </Switch>
  );
}

/**
 * When the browser itself changes the address (back, forward, typing), what subscribed first hears first: this may
 * be rendered for an address outside of the place just before `Rooms` takes it away, and must not redirect then.
 */
function NoSuchScreen() {
  const [isInPlace] = useRoute(IN_PLACE);
  return isInPlace ? <Redirect to={START} replace /> : null;
}

function useRoom(): Room {
  const [isDiff] = useRoute(DIFF);
  const [isIndexes] = useRoute(INDEXES);
  const [isQueries] = useRoute(QUERIES);
  if (isDiff) return 'diff';
  if (isIndexes) return 'indexes';
  return isQueries ? 'queries' : 'history';
}

function usePair(): Pair | null {
  const [isInPlace, params] = useRoute(IN_PLACE);
  if (!isInPlace) return null;
  return { connectionId: decoded(params.connectionId), projectId: decoded(params.projectId) };
}

/** The pair of this address, or of the last one that had any. */
function useLast(pair: Pair | null): Pair | null {
  const [last, setLast] = useState(pair);
  const isNew = pair && (pair.connectionId !== last?.connectionId || pair.projectId !== last.projectId);
  if (isNew) setLast(pair);
  return pair ?? last;
}

/** The Locks room needs no project; from there to the other rooms the way leads through one. */
function pairOn(connectionId: string, lastPair: Pair | null): Pair | null {
  return lastPair?.connectionId === connectionId ? lastPair : null;
}

function directionOf(text: string): Direction {
  return text === 'down' ? 'down' : 'up';
}

function authoringKindOf(text: string): AuthoringKind {
  return text === 'merge' || text === 'rebase' ? text : 'revision';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
