/**
 * What revisions have to do so that chosen differences are done, and back: one in a transaction, and one outside
 * where something is better done there. Decides from a comparison alone.
 */

import type { Piece, RevisionContent } from '../../revisions/authoring/fileChange';
import type { Stretches } from '../../stretches';
import { backwards, chooseRows } from '../comparison/choose';
import type { Compared } from '../comparison/compareCatalogs';
import type { ChangeRow, Choice } from '../comparison/comparison';
import { describeChange } from '../describeChange';
import { diffing } from '../diff/diffCatalogs';
import { type Rename, renameChange } from '../renames/rename';
import { safeForms } from './safeForms';

export interface Generated {
  /** null: nothing is to be done in a transaction. */
  readonly inside: RevisionContent | null;
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
  const { changes, refused } = yield* diffing(from, wanted);
  const up = safeForms(changes, from, wanted);
  const down = safeForms((yield* diffing(wanted, from)).changes, wanted, from, true);
  const lost = rows.filter(({ id, destroys }) => destroys !== null && !done.has(id));
  const isRenamed = done.size > 0;
  const renamed = isRenamed ? renames.map(renamePiece) : [];
  const renamedBack = isRenamed ? backwards(renames).map(renamePiece) : [];
  return {
    inside: contentOf(
      [...renamed, ...up.inside, ...lost.map((row) => leftOut(row, compared))],
      [...down.inside, ...renamedBack],
    ),
    outside: contentOf(up.outside, down.outside),
    unknown: difference.unknown,
    refused,
    added,
    blocked,
    commented: lost.map(({ id }) => id),
  };
}

/** Nothing that destroys values. */
export function harmless({ rows }: Compared): readonly string[] {
  return rows.filter(({ destroys }) => destroys === null).map(({ id }) => id);
}

function contentOf(up: readonly Piece[], down: readonly Piece[]): RevisionContent | null {
  return up.length === 0 && down.length === 0 ? null : { up, down };
}

function renamePiece(rename: Rename): Piece {
  const change = renameChange(rename);
  return { title: describeChange(change), statements: change.steps.map(({ sql }) => sql), leftOut: null };
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
