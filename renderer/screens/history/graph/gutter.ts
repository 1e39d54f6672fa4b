/** The lanes beside the list: for each row the lines above and below its revision. Pure. */
import type { LaneEdge, LaneLayout } from './lanes';

/** Between two rows, from a lane of the upper to a lane of the lower. */
export interface GutterLine {
  readonly kind: LaneEdge['kind'];
  readonly upper: number;
  readonly lower: number;
}

export interface GutterRow {
  readonly lane: number;
  readonly above: readonly GutterLine[];
  readonly below: readonly GutterLine[];
}

/** In the order of the rows. */
export function layoutGutter({ revisions, edges }: LaneLayout): readonly GutterRow[] {
  const gaps = revisions.map(() => new Map<string, GutterLine>());
  for (const edge of edges) {
    for (let row = edge.fromRow; row < edge.toRow; row++) {
      const line = lineBelow(edge, row);
      gaps[row]?.set(`${line.kind} ${line.upper} ${line.lower}`, line);
    }
  }
  const lines = gaps.map((gap) => [...gap.values()]);
  return revisions.map(({ lane, index }) => ({
    lane,
    above: lines[index - 1] ?? [],
    below: lines[index] ?? [],
  }));
}

function lineBelow({ kind, fromRow, fromLane, lane, toRow, toLane }: LaneEdge, row: number): GutterLine {
  return {
    kind,
    upper: row === fromRow ? fromLane : lane,
    lower: row + 1 === toRow ? toLane : lane,
  };
}
