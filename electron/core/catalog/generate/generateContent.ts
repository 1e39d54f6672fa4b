/**
 * What revisions have to do so that chosen differences are done, and back: one in a transaction, one outside where
 * something is better done there, and labels of enums in one of their own where they are used. Decides from a
 * comparison alone.
 */

import type { Piece, RevisionContent } from '../../revisions/authoring/fileChange';
import type { Stretches } from '../../stretches';
import { backwards, chooseRows } from '../comparison/choose';
import type { Compared } from '../comparison/compareCatalogs';
import type { ChangeRow, Choice } from '../comparison/comparison';
import { describeChange } from '../describeChange';
import type { Change, Refusal } from '../diff/diffCatalogs';
import { type Rename, renameChange } from '../renames/rename';
import type { Step } from '../write/step';
import { laterSteps, validatedLater } from './safeForms';
import { findStages, type Stage } from './stages';

export interface Generated {
  /** Labels that the next one uses. null: none. */
  readonly first: RevisionContent | null;
  /** null: nothing is to be done in a transaction. */
  readonly inside: RevisionContent | null;
  /** Labels that the way back makes and uses. null: none. */
  readonly last: RevisionContent | null;
  readonly outside: RevisionContent | null;
  /** Ids of what could not be compared, because somebody has it locked. */
  readonly unknown: readonly string[];
  /** What has to be done by hand. */
  readonly refused: Choice['refused'];
  readonly added: Choice['added'];
  readonly blocked: Choice['blocked'];
  /** Ids of rows that are written as comments, because they destroy values and were not chosen. */
  readonly commented: readonly string[];
}

export function* generateContent(compared: Compared, asked: readonly string[]): Stretches<Generated> {
  const { from, renames, rows, difference } = compared;
  const { wanted, rows: done, added, blocked } = chooseRows(compared, asked);
  const { labels, inside, fewerLabels, outside } = yield* findStages(from, wanted);
  const lost = rows.filter(({ id, destroys }) => destroys !== null && !done.has(id));
  const renamed = done.size > 0 ? renames : [];
  const [before, after] = [renamed.map(renamePiece), backwards(renamed).map(renamePiece)];
  const { now, later } = insidePieces(inside);
  const [up, down] = [[...now, ...lost.map((row) => leftOut(row, compared))], undone(inside)];
  return {
    first: labels && contentOf([...before, ...piecesOf(labels.forth)], [...undone(labels), ...after]),
    inside: labels ? contentOf(up, down) : contentOf([...before, ...up], [...down, ...after]),
    last: fewerLabels && contentOf(piecesOf(fewerLabels.forth), undone(fewerLabels)),
    outside: outsideContent(later, outside),
    unknown: difference.unknown,
    refused: [labels, inside, fewerLabels, outside].flatMap((stage) => stage?.refused ?? []),
    added,
    blocked,
    commented: lost.map(({ id }) => id),
  };
}

/** Nothing that destroys values. */
export function harmless({ rows }: Compared): readonly string[] {
  return rows.filter(({ destroys }) => destroys === null).map(({ id }) => id);
}

function insidePieces({ forth, before, after }: Stage): {
  readonly now: readonly Piece[];
  readonly later: readonly Piece[];
} {
  const forms = forth.map((change) => ({ change, ...validatedLater(change, before, after) }));
  return {
    now: forms.map(({ change, now }) => pieceOf(change, now)),
    later: forms.flatMap(({ change, later }) => each(change, later)),
  };
}

/** Whatever its statements are, each is committed before the next one begins. */
function outsideContent(validated: readonly Piece[], stage: Stage | null): RevisionContent | null {
  const steps =
    ({ before, after }: Stage) =>
    (change: Change) =>
      each(change, laterSteps(change, before, after));
  const back = stage && { ...stage, before: stage.after, after: stage.before };
  const up = [...validated, ...(stage?.forth.flatMap(steps(stage)) ?? [])];
  const down = [...(back?.back.flatMap(steps(back)) ?? []), ...refusedPieces(stage?.refusedBack ?? [])];
  const content = contentOf(up, down);
  return content && { ...content, transaction: false };
}

function contentOf(up: readonly Piece[], down: readonly Piece[]): RevisionContent | null {
  return up.length === 0 && down.length === 0 ? null : { up, down };
}

function piecesOf(changes: readonly Change[]): readonly Piece[] {
  return changes.map((change) => pieceOf(change, change.steps));
}

/** Each with what is to be known of it alone. */
function each(change: Change, steps: readonly Step[]): readonly Piece[] {
  return steps.map((step) => pieceOf(change, [step]));
}

function pieceOf(change: Change, steps: readonly Step[]): Piece {
  const title = describeChange({ ...change, steps });
  return { title, statements: steps.map(({ sql }) => sql), leftOut: null };
}

function renamePiece(rename: Rename): Piece {
  const change = renameChange(rename);
  return pieceOf(change, change.steps);
}

function undone({ back, refusedBack }: Stage): readonly Piece[] {
  return [...piecesOf(back), ...refusedPieces(refusedBack)];
}

function refusedPieces(refused: readonly Refusal[]): readonly Piece[] {
  return refused.map(({ object, message }) => ({ title: object, statements: [], leftOut: message }));
}

function leftOut({ id, action, destroys }: ChangeRow, { facts }: Compared): Piece {
  const steps = facts.get(id)?.steps ?? [];
  const told = action === 'drop' ? steps.filter((step) => step.destroys !== undefined) : steps;
  return {
    title: `${action} ${id}`,
    statements: told.map(({ sql }) => sql),
    leftOut: `it destroys ${destroys}`,
  };
}
