import { execFileSync } from 'node:child_process';

/** Ends a process that has no group of its own, and everything that it has started, at once. */
export function killTree(pid: number): void {
  if (process.platform === 'win32') {
    attempt(() => execFileSync('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' }));
    return;
  }
  for (const each of [pid, ...descendants(pid, readParents())]) attempt(() => process.kill(each, 'SIGKILL'));
}

type Parents = ReadonlyMap<number, number>;

/** Looked up before the first one is killed: an orphan is no longer anybody's descendant. */
function descendants(pid: number, parents: Parents): readonly number[] {
  const children = [...parents].filter(([, parent]) => parent === pid).map(([child]) => child);
  return children.flatMap((child) => [child, ...descendants(child, parents)]);
}

function readParents(): Parents {
  const table = attempt(() => execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })) ?? '';
  const pairs = [...table.matchAll(/(\d+)\s+(\d+)/g)];
  return new Map(pairs.map(([, pid, parent]) => [Number(pid), Number(parent)]));
}

/** ESRCH: it has ended by itself. ENOENT: there is no `ps` to ask. */
function attempt<T>(act: () => T): T | null {
  try {
    return act();
  } catch {
    return null;
  }
}
