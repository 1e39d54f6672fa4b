/** What "head", "+2", "-1", "base" or a name mean for a line of revisions. */
import { badInput, CoreError } from '../errors';
import type { RevisionRow } from './history';
import type { Direction } from './plan';

/**
 * The names to run, in the order in which to run them.
 * `rows` are oldest first; `isApplied` tells what the ledger holds.
 */
export function chooseRevisions(
  rows: readonly RevisionRow[],
  direction: Direction,
  target: string,
  isApplied: (name: string) => boolean,
): readonly string[] {
  return direction === 'up' ? chooseUp(rows, target, isApplied) : chooseDown(rows, target, isApplied);
}

function chooseUp(rows: readonly RevisionRow[], target: string, isApplied: (name: string) => boolean) {
  const pending = rows.map((row) => row.name).filter((name) => !isApplied(name));
  if (target === 'head' || target === 'heads') return pending;
  const steps = /^\+(\d+)$/.exec(target);
  if (steps) {
    const count = Number(steps[1]);
    if (count <= pending.length) return pending.slice(0, count);
    throw badInput(
      `+${count} goes beyond the head: ${pending.length} pend.`,
      'Use head to run all of them.',
      'target',
    );
  }
  if (target === 'base' || target.startsWith('-')) {
    throw badInput(
      `${target} is not ahead.`,
      'Upgrading goes to head, +N or a name; use downgrade to go back.',
      'target',
    );
  }
  const name = findRevision(rows, target);
  return pending.filter((each) => each <= name);
}

function chooseDown(rows: readonly RevisionRow[], target: string, isApplied: (name: string) => boolean) {
  const applied = rows
    .map((row) => row.name)
    .filter(isApplied)
    .reverse();
  if (target === 'base') return applied;
  const steps = /^-(\d+)$/.exec(target);
  if (steps) {
    const count = Number(steps[1]);
    if (count <= applied.length) return applied.slice(0, count);
    throw badInput(
      `-${count} goes beyond base: ${applied.length} are applied.`,
      'Use base to undo all of them.',
      'target',
    );
  }
  if (target === 'head' || target.startsWith('+')) {
    throw badInput(
      `${target} is not behind.`,
      'Downgrading goes to -N, a name or base; use upgrade to go on.',
      'target',
    );
  }
  const name = findRevision(rows, target);
  if (!isApplied(name)) {
    throw badInput(
      `${name} is not applied, so the database can’t go back to it.`,
      'Choose an applied one.',
      'target',
    );
  }
  return applied.filter((each) => each > name);
}

/** A whole name, with or without its extension, or an unambiguous part of one. */
function findRevision(rows: readonly RevisionRow[], target: string): string {
  const names = rows.map((row) => row.name);
  const exact = names.filter((name) => name === target || name.replace(/\.[^.]+$/, '') === target);
  const found = exact.length > 0 ? exact : names.filter((name) => name.includes(target));
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  throw new CoreError({
    kind: 'bad-input',
    field: 'target',
    message:
      only === undefined ? `There is no revision “${target}”.` : `“${target}” is part of several names.`,
    hint:
      only === undefined ? 'See the history for the names.' : `Which one: ${found.slice(0, 10).join(', ')}?`,
    candidates: found.slice(0, 10),
  });
}
