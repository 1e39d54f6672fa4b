/**
 * Decides what a run will do, from values alone: which revisions, in which order, and what stands against it.
 * Nothing here touches the database or runs code.
 */
import { createHash } from 'node:crypto';
import type { Project, RevisionFile } from '../project/project';
import { joinHistory, type LedgerState } from './fetchHistory';
import { buildGraph, type GraphProblem, type RevisionGraph } from './graph/graph';
import { chooseDowngrade, chooseUpgrade } from './graph/targets';
import { headsOf, type Position, readPosition } from './graph/walk';
import type { RevisionRow } from './history';
import type { Direction, Plan, PlanStep, Refusal } from './plan';

/** Where revisions belong is not known well enough to run any. */
export const STOPS_RUNS: ReadonlySet<GraphProblem['kind']> = new Set([
  'cycle',
  'unknown-parent',
  'two-files',
  'unreadable',
]);

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
  const graph = buildGraph(project.revisions);
  const position = readPosition(graph, state.ledger.names);
  const rows = joinHistory(graph, state);
  const choose = direction === 'up' ? chooseUpgrade : chooseDowngrade;
  const isBroken = graph.problems.some(({ kind }) => STOPS_RUNS.has(kind));
  const names = isBroken ? [] : choose(graph, position.applied, target);
  const steps = names.flatMap((name) => {
    const file = graph.nodes.get(name)?.file;
    return file ? [planStep(file, position)] : [];
  });
  return {
    id: digest(direction, steps, state.ledger.names),
    direction,
    target,
    database: input.database,
    from: headsOf(graph, position.applied),
    to: headsOf(graph, appliedAfter(position, names, direction)),
    steps,
    refusals: findRefusals(input, graph, rows, names),
    needsTrust: steps.length > 0 && !input.isTrusted,
    needsDatabaseName: steps.length > 0 && input.isProduction,
  };
}

function planStep(file: RevisionFile, { ledgerNames }: Position): PlanStep {
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
    lockTimeoutMs: file.stated.lockTimeoutMs,
    ledgerName: ledgerNames.get(file.name) ?? file.name,
    notes,
  };
}

function digest(direction: Direction, steps: readonly PlanStep[], ledger: readonly string[]): string {
  const text = JSON.stringify([direction, steps.map((step) => [step.name, step.checksum]), ledger]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

function appliedAfter(
  { applied }: Position,
  names: readonly string[],
  direction: Direction,
): ReadonlySet<string> {
  if (direction === 'up') return new Set([...applied, ...names]);
  const undone = new Set(names);
  return new Set([...applied].filter((name) => !undone.has(name)));
}

function findRefusals(
  input: PlanInput,
  graph: RevisionGraph,
  rows: readonly RevisionRow[],
  names: readonly string[],
): readonly Refusal[] {
  const chosen = new Set(names);
  const isUp = input.direction === 'up';
  const among = (test: (row: RevisionRow) => boolean) => rows.filter(test).map(({ name }) => name);
  const missing = among((row) => row.state === 'missing');
  const found: Found = {
    problems: graph.problems.filter(({ kind }) => STOPS_RUNS.has(kind)),
    readOnly: input.isReadOnly ? [input.database] : [],
    outOfOrder: isUp ? among((row) => chosen.has(row.name) && row.isOutOfOrder) : [],
    missing: isUp ? missing : missing.filter((name) => name > lastBefore(graph, chosen)),
    changed: among((row) => row.state === 'changed'),
    interrupted: among((row) => row.state === 'interrupted'),
    noDown: isUp ? [] : names.filter((name) => lacksDownSql(graph.nodes.get(name)?.file)),
  };
  return describeRefusals(input.direction, found).filter(({ names: about }) => about.length > 0);
}

/** What has no file belongs where its name does: after this one it would have to be undone too. */
function lastBefore(graph: RevisionGraph, undone: ReadonlySet<string>): string {
  const parents = [...undone].flatMap((name) => graph.nodes.get(name)?.revises ?? []);
  return (
    parents
      .filter((name) => !undone.has(name))
      .sort()
      .at(-1) ?? ''
  );
}

function lacksDownSql(file: RevisionFile | undefined): boolean {
  return file?.format === 'sql' && file.downPath === null;
}

interface Found {
  readonly problems: readonly GraphProblem[];
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
      kind: 'graph',
      names: found.problems.flatMap(({ names }) => names),
      message: found.problems.map(({ message }) => message).join(' '),
      hint: found.problems[0]?.hint ?? '',
      canOverride: false,
    },
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
