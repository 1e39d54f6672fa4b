/** Who waits for whom as lines of text: each session once, below the one that it would go on after. */
import type { LockSession, LockSnapshot } from './snapshot';

const LINES_SHOWN = 500;

export function describeTree(snapshot: LockSnapshot): readonly string[] {
  const sessions = new Map(snapshot.sessions.map((session) => [String(session.pid), session]));
  const blocked = blockedBy(snapshot);
  const told = new Set<string>();
  const lines: string[] = [];
  const tell = (key: string, depth: number, kind: string) => {
    const again = told.has(key);
    told.add(key);
    if (lines.length < LINES_SHOWN)
      lines.push(
        `${'    '.repeat(depth)}${kind}${describe(key, sessions.get(key))}${again ? ', told above' : ''}`,
      );
    if (again) return;
    for (const [victim, how] of blocked.get(key) ?? []) tell(victim, depth + 1, `└─ ${how}  `);
  };
  for (const { pid, gid } of snapshot.roots) {
    const key = keyOf(pid, gid);
    if (!told.has(key)) tell(key, 0, '');
  }
  return told.size > LINES_SHOWN ? [...lines, `… first ${LINES_SHOWN} of ${told.size}`] : lines;
}

function blockedBy({ edges }: LockSnapshot): ReadonlyMap<string, readonly (readonly [string, string])[]> {
  const blocked = new Map<string, (readonly [string, string])[]>();
  for (const { blocked: victim, blocker, gid, kind, isImplied } of edges) {
    if (isImplied) continue;
    const key = keyOf(blocker, gid);
    blocked.set(key, [...(blocked.get(key) ?? []), [String(victim), kind]]);
  }
  return blocked;
}

function keyOf(pid: number, gid: string | null): string {
  return pid === 0 ? `prepared ${gid ?? 'transaction'}` : String(pid);
}

function describe(key: string, session: LockSession | undefined): string {
  if (!session) return key;
  const { application, user, state, awaits, waitedMs, transactionAgeMs, query, queryKind } = session;
  const who = [application, user].filter(Boolean).join(', ');
  const age = transactionAgeMs === null ? '' : ` for ${describeSeconds(transactionAgeMs)}`;
  const does =
    awaits === null
      ? waitedMs === null
        ? `${state ?? 'state hidden'}${age}`
        : `waits, ${describeSeconds(waitedMs)}`
      : `${awaits.text}, ${describeSeconds(waitedMs ?? 0)}`;
  const said =
    query === null || query === '' ? '' : `: ${queryKind === 'last' ? 'last ' : ''}${shorten(query)}`;
  return `${key}${who === '' ? '' : ` (${who})`} ${does}${said}`;
}

function describeSeconds(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.floor(seconds / 60)} min`;
}

function shorten(query: string): string {
  const line = query.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
