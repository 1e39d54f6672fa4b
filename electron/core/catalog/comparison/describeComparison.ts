import type { CoreError } from '../../errors';
import type { Settled } from '../renames/settleRenames';
import type { Compared } from './compareCatalogs';
import type { Comparison } from './comparison';
import type { ReadSides } from './readSides';

export function describeComparison({
  id,
  sides,
  compared,
  asked,
  leftOut,
  problem,
}: {
  readonly id: string;
  readonly sides: ReadSides;
  readonly compared: Compared;
  readonly asked: Settled['asked'];
  readonly leftOut: readonly string[];
  readonly problem?: CoreError | undefined;
}): Comparison {
  const { from, to } = sides;
  const { rows, difference } = compared;
  const locked = new Map(
    [from, to].flatMap(({ catalog }) =>
      catalog.objects.flatMap((each) =>
        each.lockedBy === undefined ? [] : [[each.id, each.lockedBy] as const],
      ),
    ),
  );
  const kinds = [from, to].map(({ side }) => side.source.kind).sort();
  const unread = new Map([...from.catalog.unread, ...to.catalog.unread].map((each) => [each.what, each]));
  return {
    id,
    from: from.side,
    to: to.side,
    rows,
    renames: asked,
    ...(problem && { renameProblem: problem.info.message }),
    unknown: difference.unknown.map((object) => ({ object, lockedBy: locked.get(object) ?? null })),
    unread: [...unread.values()],
    refused: difference.refused,
    leftOut,
    isDrift: kinds.join() === 'applied,connection',
  };
}
