/**
 * Decides what a run will do, from values alone: which revisions, in which order, and what stands against it.
 * Nothing here touches the database or runs code.
 */
import { createHash } from 'node:crypto';
import type { Project, RevisionFile } from '../project/project';
import { joinHistory, type LedgerState } from './fetchHistory';
import type { RevisionRow } from './history';
import type { Direction, Plan, PlanStep, Refusal } from './plan';
import { chooseRevisions } from './targets';

export interface PlanInput {
  readonly project: Project;
  readonly state: LedgerState;
  readonly direction: Direction;
  readonly target: string;
  readonly database: string;
  readonly isReadOnly: boolean;
  readonly isProduction: boolean;
  readonly isTrusted: boolean;
}

export function planRun(input: PlanInput): Plan {
  const { project, state, direction, target } = input;
  const rows = joinHistory(project.revisions, state);
  const applied = new Set(state.ledger.names);
  const names = chooseRevisions(rows, direction, target, (name) => applied.has(name));
  const files = new Map(project.revisions.map((file) => [file.name, file]));
  const steps = names.flatMap((name) => {
    const file = files.get(name);
    return file ? [planStep(file)] : [];
  });
  return {
    id: digest(direction, steps, state.ledger.names),
    direction,
    target,
    database: input.database,
    from: rows.find((row) => row.isCurrent)?.name ?? null,
    to: whereItLeads(rows, names, direction, applied),
    steps,
    refusals: findRefusals(input, rows, names, files),
    needsTrust: steps.length > 0 && !input.isTrusted,
    needsDatabaseName: steps.length > 0 && input.isProduction,
  };
}

function planStep(file: RevisionFile): PlanStep {
  const { hints } = file;
  const outside = hints.declaredNone || hints.outsideOnly.length > 0;
  const notes: string[] = [];
  if (hints.declaredNone) notes.push('declares that it runs without a transaction');
  else if (outside) notes.push(`${hints.outsideOnly.join(', ')} can’t run in a transaction`);
  return {
    name: file.name,
    format: file.format,
    checksum: file.checksum,
    transaction: outside ? 'none' : 'own',
    notes,
  };
}

function digest(direction: Direction, steps: readonly PlanStep[], ledger: readonly string[]): string {
  const text = JSON.stringify([direction, steps.map((step) => [step.name, step.checksum]), ledger]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

function whereItLeads(
  rows: readonly RevisionRow[],
  names: readonly string[],
  direction: Direction,
  applied: ReadonlySet<string>,
): string | null {
  const moved = new Set(names);
  const after = rows.filter(({ name }) =>
    direction === 'up' ? applied.has(name) || moved.has(name) : applied.has(name) && !moved.has(name),
  );
  return after.at(-1)?.name ?? null;
}

function findRefusals(
  input: PlanInput,
  rows: readonly RevisionRow[],
  names: readonly string[],
  files: ReadonlyMap<string, RevisionFile>,
): readonly Refusal[] {
  const chosen = new Set(names);
  const among = (test: (row: RevisionRow) => boolean) => rows.filter(test).map(({ name }) => name);
  const found = {
    readOnly: input.isReadOnly ? [input.database] : [],
    outOfOrder: input.direction === 'up' ? among((row) => chosen.has(row.name) && row.isOutOfOrder) : [],
    missing:
      input.direction === 'up'
        ? among((row) => row.state === 'missing')
        : names.filter((name) => !files.has(name)),
    changed: among((row) => row.state === 'changed'),
    interrupted: among((row) => row.state === 'interrupted'),
    noDown: input.direction === 'down' ? names.filter((name) => lacksDownSql(files.get(name))) : [],
  };
  return describeRefusals(input.direction, found).filter(({ names: about }) => about.length > 0);
}

function lacksDownSql(file: RevisionFile | undefined): boolean {
  return file?.format === 'sql' && file.downPath === null;
}

interface Found {
  readonly readOnly: readonly string[];
  readonly outOfOrder: readonly string[];
  readonly missing: readonly string[];
  readonly changed: readonly string[];
  readonly interrupted: readonly string[];
  readonly noDown: readonly string[];
}

function describeRefusals(direction: Direction, found: Found): readonly Refusal[] {
  return [
    {
      kind: 'read-only',
      names: found.readOnly,
      message: 'This server accepts no writes: it is a standby, or read-only by its settings.',
      hint: 'Connect to the primary.',
      canOverride: false,
    },
    {
      kind: 'out-of-order',
      names: found.outOfOrder,
      message: `${counted(found.outOfOrder)} out of order: older than what is applied already.`,
      hint: 'They were written for an earlier schema. Read them, then run them all the same or rename them to the end.',
      canOverride: true,
    },
    {
      kind: 'missing',
      names: found.missing,
      message: `${counted(found.missing)} applied here without a file in this folder.`,
      hint:
        direction === 'up'
          ? 'You may be on another branch, or connected to another database than you think.'
          : 'Without the file there is nothing that undoes it. Get the file back.',
      canOverride: direction === 'up',
    },
    {
      kind: 'changed',
      names: found.changed,
      message: `${counted(found.changed)} changed since applied.`,
      hint: 'What ran is not what the file says now.',
      canOverride: true,
    },
    {
      kind: 'interrupted',
      names: found.interrupted,
      message: `${counted(found.interrupted)} cut off half-way, outside a transaction.`,
      hint: 'See what they left behind before running them again.',
      canOverride: true,
    },
    {
      kind: 'no-down',
      names: found.noDown,
      message: `${counted(found.noDown)} without a way back: no .down.sql beside the file.`,
      hint: 'Write it, or downgrade only as far as before it.',
      canOverride: false,
    },
  ];
}

function counted(names: readonly string[]): string {
  return names.length === 1 ? '1 revision' : `${names.length} revisions`;
}
