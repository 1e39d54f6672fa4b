/** What is compared with what, in words. Pure. */
import type { Comparison, Source } from '../../../electron/contract/catalog';
import type { ConnectionSummary } from '../../../electron/contract/connections';

export interface Sides {
  readonly from: Source;
  readonly to: Source;
  readonly fromLabel: string;
  readonly toLabel: string;
}

/** How the two sides belong together, which the texts and what can be done depend on. */
export type Meaning = 'models' | 'drift' | 'two';

export function meaningOf({ from, to }: Pick<Sides, 'from' | 'to'>): Meaning {
  if (from.kind === 'connection' && to.kind === 'models') return 'models';
  return from.kind === 'applied' && to.kind === 'connection' ? 'drift' : 'two';
}

/** The project’s own code says what one of the sides is. */
export function needsProjectCode({ from, to }: Pick<Sides, 'from' | 'to'>): boolean {
  return [from, to].some(({ kind }) => kind === 'models' || kind === 'applied');
}

/** `known`: how core has called it already. */
export function sourceLabel(
  source: Source,
  connections: readonly ConnectionSummary[],
  known: string | undefined,
): string {
  switch (source.kind) {
    case 'models':
      return 'models';
    case 'applied':
      return 'applied revisions';
    case 'connection':
      return connections.find(({ id }) => id === source.connectionId)?.name ?? known ?? source.connectionId;
    case 'saved':
      return known ?? 'saved catalog';
  }
}

export interface Counts {
  readonly changes: number;
  readonly losses: number;
  readonly refused: number;
  readonly questions: number;
}

export function countRows({
  rows,
  renames,
  refused,
}: Pick<Comparison, 'rows' | 'renames' | 'refused'>): Counts {
  const changes = rows.filter(({ isGroup }) => !isGroup);
  return {
    changes: changes.length,
    losses: changes.filter(({ destroys }) => destroys !== null).length,
    refused: refused.length,
    questions: renames.filter(({ isRename }) => isRename === null).length,
  };
}

/** As `12 changes · 2 destroy data · 1 question`. */
export function describeCounts({ changes, losses, refused, questions }: Counts): string {
  const parts = [changes === 0 ? 'No changes' : count(changes, 'change', 'changes')];
  if (losses > 0) parts.push(count(losses, 'destroys data', 'destroy data'));
  if (refused > 0) parts.push(`${grouped(refused)} can’t be planned`);
  if (questions > 0) parts.push(count(questions, 'question', 'questions'));
  return parts.join(' · ');
}

/** What the changes are for. */
export function describePurpose({ from, to, fromLabel, toLabel }: Sides): string {
  switch (meaningOf({ from, to })) {
    case 'models':
      return `What makes ${fromLabel} as the models say`;
    case 'drift':
      return `What was changed in ${toLabel} by hand`;
    case 'two':
      return `What makes ${fromLabel} equal to ${toLabel}`;
  }
}

export function describeEquality({ from, to, fromLabel, toLabel }: Sides): string {
  switch (meaningOf({ from, to })) {
    case 'models':
      return `${fromLabel} is as the models say. Change a model, and what it takes appears here.`;
    case 'drift':
      return `${toLabel} is what the applied revisions make: nothing was changed by hand.`;
    case 'two':
      return `${fromLabel} and ${toLabel} have the same schema.`;
  }
}

export function grouped(number: number): string {
  return number.toLocaleString('en-GB');
}

function count(number: number, one: string, many: string): string {
  return `${grouped(number)} ${number === 1 ? one : many}`;
}
