/**
 * What revisions have to do so that a database becomes as it is wanted, and back: one in a transaction, and one
 * outside where something is better done there. Decides from Catalogs alone.
 */

import type { Piece, RevisionContent } from '../../revisions/authoring/fileChange';
import type { Catalog } from '../catalog';
import { tellChange } from '../describeChange';
import { type Change, type Difference, diffCatalogs } from '../diff/diffCatalogs';
import { createLookup } from '../lookup';
import { keepData } from './keepData';
import { safeForms } from './safeForms';

export interface Generated {
  /** null: nothing is to be done in a transaction. */
  readonly inside: RevisionContent | null;
  readonly outside: RevisionContent | null;
  /** Ids of what could not be compared, because somebody has it locked. */
  readonly unknown: readonly string[];
  /** What has to be done by hand. */
  readonly refused: Difference['refused'];
}

/** `losing`: also what destroys values is done, because somebody has decided that already. */
export function generateContent(now: Catalog, wanted: Catalog, losing = false): Generated {
  const kept = losing ? wanted : keepData(now, wanted);
  const [before, after] = [createLookup(now), createLookup(kept)];
  const forth = diffCatalogs(now, kept);
  const up = safeForms(forth.changes, before, after);
  const down = safeForms(diffCatalogs(kept, now).changes, after, before, true);
  const lost = losing ? [] : leftOut(diffCatalogs(now, wanted).changes);
  return {
    inside: contentOf([...up.inside, ...lost], down.inside),
    outside: contentOf(up.outside, down.outside),
    unknown: forth.unknown,
    refused: forth.refused,
  };
}

function contentOf(up: readonly Piece[], down: readonly Piece[]): RevisionContent | null {
  return up.length === 0 && down.length === 0 ? null : { up, down };
}

function leftOut(changes: readonly Change[]): readonly Piece[] {
  return changes.flatMap((change) => {
    const steps = change.steps.filter(({ destroys }) => destroys !== undefined);
    if (steps.length === 0 || change.kind === 'sequence') return [];
    const losses = [...new Set(steps.map(({ destroys }) => destroys))].join(' and ');
    return [
      {
        title: `${tellChange(change).kind} ${change.object}`,
        statements: steps.map(({ sql }) => sql),
        leftOut: `it destroys ${losses}`,
      },
    ];
  });
}
