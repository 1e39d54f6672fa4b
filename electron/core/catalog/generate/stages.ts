/**
 * A wanted schema in stages, each of which is committed for itself and can be undone for itself: what others wait for
 * first, what is better done outside of a transaction last. Each is a schema compared with the one before it, so that
 * order and way back follow by themselves. Decides from Catalogs alone. Start at `findStages`.
 */
import { quoteLiteral } from '../../sql/quote';
import type { Stretches } from '../../stretches';
import type { CatalogObject } from '../catalog';
import { type Change, diffing, type Refusal } from '../diff/diffCatalogs';
import { withKeptNames } from '../diff/inheritedNames';
import { changedLookup, type Lookup } from '../lookup';
import { withoutLater } from './laterParts';

export interface Stage {
  readonly before: Lookup;
  readonly after: Lookup;
  readonly forth: readonly Change[];
  readonly back: readonly Change[];
  readonly refused: readonly Refusal[];
  readonly refusedBack: readonly Refusal[];
}

export interface Stages {
  /** New labels, which can be used only once they are committed. null: none is used. */
  readonly labels: Stage | null;
  readonly inside: Stage;
  /** Labels that go: the way back makes them, and uses them. */
  readonly fewerLabels: Stage | null;
  /** null: nothing is done there. */
  readonly outside: Stage | null;
}

export function* findStages(from: Lookup, wanted: Lookup): Stretches<Stages> {
  const middle = yield* withoutLater(from, wanted);
  const inside = yield* findStage(from, middle);
  const outside = middle === wanted ? null : yield* findStage(middle, wanted);
  const first = withEnums(from, usedLabels(inside.forth, from, middle));
  const last = withEnums(middle, usedLabels(inside.back, middle, from));
  if (first === from && last === middle) return { labels: null, inside, fewerLabels: null, outside };
  return {
    labels: first === from ? null : yield* findStage(from, first),
    inside: yield* findStage(first, last),
    fewerLabels: last === middle ? null : yield* findStage(last, middle),
    outside,
  };
}

function withEnums(lookup: Lookup, enums: readonly CatalogObject[]): Lookup {
  return enums.length === 0 ? lookup : changedLookup(lookup, new Map(enums.map((each) => [each.id, each])));
}

function* findStage(before: Lookup, after: Lookup): Stretches<Stage> {
  const { changes: forth, refused } = yield* diffing(before, after);
  const { changes: back, refused: refusedBack } = yield* diffing(withKeptNames(before, after), before);
  return { before, after, forth, back, refused, refusedBack };
}

/** As they are to be: https://www.postgresql.org/docs/18/sql-altertype.html#SQL-ALTERTYPE-NOTES */
function usedLabels(changes: readonly Change[], before: Lookup, after: Lookup): readonly CatalogObject[] {
  const adding = changes.filter(({ steps }) => steps.some(({ endsTransaction }) => endsTransaction));
  const others = changes.filter((each) => !adding.includes(each)).flatMap(({ steps }) => steps);
  return adding.flatMap(({ object }) => {
    const [old, now] = [before.get(object), after.get(object)];
    if (old?.kind !== 'enum' || now?.kind !== 'enum') return [];
    const added = now.labels.filter((label) => !old.labels.includes(label)).map(quoteLiteral);
    return others.some(({ sql }) => added.some((label) => sql.includes(label))) ? [now] : [];
  });
}
