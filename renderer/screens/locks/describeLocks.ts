/** Sessions, blocks and predictions in words. Pure. */
import type {
  FreedSessions,
  LockRoot,
  LockSession,
  LockSnapshot,
  PreparedTransaction,
} from '../../../electron/contract/locks';
import { formatClock, formatDuration } from '../../parts/formatDuration';
import { keyOf, nameOf, nameOfKey, type Party, partiesOf } from './parties';

/** 3 waiting · longest 0:41 · root: 4711 billing (idle in transaction 12 min), in its parts. */
export interface Headline {
  readonly waiting: string;
  readonly longest: string | null;
  readonly root: { readonly key: string; readonly word: string; readonly text: string } | null;
  readonly moreRoots: number;
}

export function headlineOf(snapshot: LockSnapshot): Headline {
  const { waitingCount, longestWaitMs, roots } = snapshot;
  const [first] = roots;
  return {
    waiting: waitingCount === 0 ? 'Nobody waits' : `${formatCount(waitingCount)} waiting`,
    longest: longestWaitMs === null ? null : `longest ${formatClock(longestWaitMs)}`,
    root: first ? describeRoot(first, snapshot) : null,
    moreRoots: Math.max(0, roots.length - 1),
  };
}

function describeRoot(root: LockRoot, snapshot: LockSnapshot): NonNullable<Headline['root']> {
  const key = keyOf(root);
  const party: Party = partiesOf(snapshot).get(key) ?? { kind: 'absent', key };
  const doing = party.kind === 'prepared' ? formatAge(party.prepared.ageMs) : describeDoing(party);
  const word = root.isDeadlock ? 'deadlock in the making' : 'root';
  return { key, word, text: doing ? `${nameOf(party)} (${doing})` : nameOf(party) };
}

/** `idle in transaction 12 min`, `waits 41 s`, `prepared 3 h 14 min`; empty where nothing is told. */
export function describeDoing(party: Party): string {
  if (party.kind === 'prepared') return `prepared ${formatAge(party.prepared.ageMs)}`;
  return party.kind === 'session' ? describeState(party.session) : '';
}

export function describeState({ isHidden, state, stateAgeMs, waitedMs }: LockSession): string {
  if (waitedMs !== null) return `waits ${formatAge(waitedMs)}`;
  if (state === null) return isHidden ? 'hidden' : '';
  return stateAgeMs === null ? state : `${state} ${formatAge(stateAgeMs)}`;
}

/** What it wants, or else the strongest that it holds. */
export function describeLock(party: Party): string {
  if (party.kind === 'absent') return '';
  if (party.kind === 'prepared') return heldText(party.prepared);
  return party.session.awaits?.text ?? heldText(party.session);
}

function heldText({ holds, holdsCount }: Pick<PreparedTransaction, 'holds' | 'holdsCount'>): string {
  const [strongest] = holds;
  if (!strongest) return '';
  return holdsCount > 1 ? `${strongest.text} and ${formatCount(holdsCount - 1)} more` : strongest.text;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** In whole seconds, from a minute on in whole minutes: what changes with every sample is only read as unrest. */
export function formatAge(ms: number): string {
  if (ms < SECOND) return '0 s';
  const step = ms < MINUTE ? SECOND : MINUTE;
  return formatDuration(Math.floor(ms / step) * step).replace(/\.0 s$/, ' s');
}

export function formatCount(count: number): string {
  return count.toLocaleString('en-GB');
}

/** Of those that wait now: who goes on at once, who when these are done, and who waits for others still. */
export interface Prediction {
  readonly goOn: readonly string[];
  /** Let go, but several may want the same: not all of them go on at once. */
  readonly mayGoOn: readonly string[];
  readonly follow: readonly string[];
  readonly stillWait: readonly { readonly key: string; readonly for: readonly string[] }[];
}

export function predict({ goOn, mayGoOn, stillWait }: FreedSessions): Prediction {
  const free = new Set([...goOn, ...mayGoOn]);
  // Who waits for none but those that go on, at first or second hand, is only behind them.
  for (let before = -1; before !== free.size; ) {
    before = free.size;
    for (const { pid, waitsFor } of stillWait) if (waitsFor.every((each) => free.has(each))) free.add(pid);
  }
  const follows = ({ pid }: { readonly pid: number }) => free.has(pid);
  return {
    goOn: goOn.map(String),
    mayGoOn: mayGoOn.map(String),
    follow: stillWait.filter(follows).map(({ pid }) => String(pid)),
    stillWait: stillWait
      .filter((each) => !follows(each))
      .map(({ pid, waitsFor }) => ({
        key: String(pid),
        for: waitsFor.map((each) => keyOf({ pid: each, gid: null })),
      })),
  };
}

/** 1 goes on at once, 2 follow, 1 still waits for pid 4802 */
export function describePrediction({ goOn, mayGoOn, follow, stillWait }: Prediction): string {
  if (goOn.length + mayGoOn.length + follow.length + stillWait.length === 0) return 'nobody waits for it';
  const parts = [goOn.length === 0 ? 'nobody goes on at once' : `${goOn.length} ${go(goOn)} on at once`];
  if (mayGoOn.length > 0) parts.push(`${mayGoOn.length} may go on or queue for the same`);
  if (follow.length > 0) parts.push(`${follow.length} ${follow.length === 1 ? 'follows' : 'follow'}`);
  if (stillWait.length > 0) {
    const whom = [...new Set(stillWait.flatMap((each) => each.for))];
    parts.push(`${stillWait.length} still ${stillWait.length === 1 ? 'waits' : 'wait'} for ${listed(whom)}`);
  }
  return parts.join(', ');
}

const go = (keys: readonly string[]) => (keys.length === 1 ? 'goes' : 'go');

const NAMED = 3;

function listed(keys: readonly string[]): string {
  const named = keys.slice(0, NAMED).map(nameOfKey);
  if (keys.length > NAMED) return `${named.join(', ')} and ${keys.length - NAMED} more`;
  return named.length < 2 ? named.join('') : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
}

/** `first 5,000 of 61,244`; null where all are shown. */
export function describeCap(shown: number, all: number): string | null {
  return all > shown ? `first ${formatCount(shown)} of ${formatCount(all)}` : null;
}
