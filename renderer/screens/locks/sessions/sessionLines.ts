/** What the list of sessions shows, line by line. Pure. */
import type { LockSnapshot } from '../../../../electron/contract/locks';
import type { SessionSort } from '../../../app/locksAddress';
import type { Blocking } from '../blocking';
import { type Party, partiesOf } from '../parties';

export interface SessionLine {
  readonly key: string;
  readonly party: Party;
  /** How far it stands below its root. */
  readonly depth: number;
  readonly isRoot: boolean;
  readonly isDeadlocked: boolean;
}

export interface LinesWanted {
  readonly sort: SessionSort;
  readonly filter: string;
}

/** Those that block and wait first, as trees; then whoever else has a transaction open, the oldest first. */
export function sessionLines(
  snapshot: LockSnapshot,
  blocking: Blocking,
  { sort, filter }: LinesWanted,
): readonly SessionLine[] {
  const trees = treeLines(blocking);
  const inTrees = new Set(trees.map(({ key }) => key));
  const others = [...partiesOf(snapshot).values()]
    .filter(({ key }) => !inTrees.has(key))
    .sort(byFigure(transactionAge))
    .map((party) => ({ key: party.key, party, depth: 0, isRoot: false, isDeadlocked: false }));
  const lines = [...trees, ...others].filter(({ party }) => matches(party, filter));
  if (sort === 'root') return filter ? lines.map(flat) : lines;
  const order = ORDERS[sort];
  return lines.map(flat).sort((a, b) => order(a.party, b.party));
}

export function matchingKeys(lines: readonly SessionLine[], filter: string): ReadonlySet<string> | null {
  return filter ? new Set(lines.map(({ key }) => key)) : null;
}

function treeLines({ parties, leading, roots, deadlocked }: Blocking): readonly SessionLine[] {
  const depths = new Map<string, number>();
  const isRoot = new Set(roots);
  return parties.map((party) => {
    const edge = leading.get(party.key);
    const above =
      edge && !isRoot.has(party.key) ? (depths.get(edge.blocker) ?? 0) + Number(!edge.isQueue) : 0;
    depths.set(party.key, above);
    const { key } = party;
    return { key, party, depth: above, isRoot: isRoot.has(key), isDeadlocked: deadlocked.has(key) };
  });
}

const flat = (line: SessionLine): SessionLine => ({ ...line, depth: 0 });

type Figure = (party: Party) => number | null;

const transactionAge: Figure = (party) => {
  if (party.kind === 'session') return party.session.transactionAgeMs;
  return party.kind === 'prepared' ? party.prepared.ageMs : null;
};
const waited: Figure = (party) => (party.kind === 'session' ? party.session.waitedMs : null);
const userOf = (party: Party): string => {
  if (party.kind === 'session') return party.session.user ?? '';
  return party.kind === 'prepared' ? party.prepared.owner : '';
};

const ORDERS = {
  waited: byFigure(waited),
  transaction: byFigure(transactionAge),
  user: (a: Party, b: Party) => userOf(a).localeCompare(userOf(b)) || byKey(a, b),
} as const;

/** The largest first; ages of one sample grow alike, so that the order stays. */
function byFigure(figure: Figure): (a: Party, b: Party) => number {
  return (a, b) => (figure(b) ?? -1) - (figure(a) ?? -1) || byKey(a, b);
}

function byKey(a: Party, b: Party): number {
  return a.key.localeCompare(b.key, 'en', { numeric: true });
}

function matches(party: Party, filter: string): boolean {
  const wanted = filter.trim().toLowerCase();
  return wanted === '' || textsOf(party).some((text) => text?.toLowerCase().includes(wanted));
}

function textsOf(party: Party): readonly (string | null | undefined)[] {
  if (party.kind === 'absent') return [party.key];
  if (party.kind === 'prepared') {
    const { gid, owner, database, holds } = party.prepared;
    return [gid, owner, database, 'prepared', ...holds.map(({ text }) => text)];
  }
  const { pid, user, application, client, database, state, query, awaits, holds, kind } = party.session;
  const locks = holds.map(({ text }) => text);
  return [String(pid), user, application, client, database, state, query, kind, awaits?.text, ...locks];
}
