import type { Node } from '@xyflow/react';
import { useMemo } from 'react';
import { placeNode } from '../../../parts/graph/placeNode';
import { type Band, cardOf, DOT_SIZE } from './geometry';
import type { LaneLayout, PlacedRevision } from './lanes';

export interface RevisionNodeData extends Record<string, unknown> {
  readonly placed: PlacedRevision;
  readonly problem: string | undefined;
  /** Not what the filter looks for. */
  readonly isPassedOver: boolean;
  /** The one that the Tab key leads to. */
  readonly isTabStop: boolean;
}

export type RevisionFlowNode = Node<RevisionNodeData, Band['detail']>;

interface GraphNodesWanted {
  readonly layout: LaneLayout;
  readonly problems: ReadonlyMap<string, string>;
  readonly matches: ReadonlySet<string> | null;
  readonly band: Band;
  readonly selected: string | null;
  readonly tabStop: string;
}

/** Those of the band. An unchanged node is the same object as before: React Flow then leaves it as it is. */
export function useGraphNodes(wanted: GraphNodesWanted): RevisionFlowNode[] {
  const { layout, problems, matches, band, selected, tabStop } = wanted;
  const makers = useMemo(
    () => ({
      card: nodeMaker({ layout, problems, matches }, 'card'),
      dot: nodeMaker({ layout, problems, matches }, 'dot'),
    }),
    [layout, problems, matches],
  );
  return useMemo(
    () =>
      rowsOf(layout, band, tabStop).map((placed) => {
        const node = makers[band.detail](placed);
        if (placed.row.name !== tabStop) return node;
        return { ...node, selected: selected === tabStop, data: { ...node.data, isTabStop: true } };
      }),
    [layout, makers, band, selected, tabStop],
  );
}

/** In reading order, and with the tab stop wherever it is: it may have the focus. */
function rowsOf(
  { revisions }: LaneLayout,
  { first, last }: Band,
  tabStop: string,
): readonly PlacedRevision[] {
  const rows = revisions.slice(Math.max(0, first), Math.max(0, last + 1));
  const stop = revisions.find(({ row }) => row.name === tabStop);
  if (!stop || (stop.index >= first && stop.index <= last)) return rows;
  return stop.index < first ? [stop, ...rows] : [...rows, stop];
}

type NodesMadeOf = Pick<GraphNodesWanted, 'layout' | 'problems' | 'matches'>;

function nodeMaker(
  { layout, problems, matches }: NodesMadeOf,
  detail: Band['detail'],
): (placed: PlacedRevision) => RevisionFlowNode {
  const made = new Map<number, RevisionFlowNode>();
  return (placed) => {
    const { name } = placed.row;
    const isPassedOver = matches !== null && !matches.has(name);
    const data = { placed, problem: problems.get(name), isPassedOver, isTabStop: false };
    const node = made.get(placed.index) ?? toNode(data, layout.laneCount, isPassedOver ? 'dot' : detail);
    made.set(placed.index, node);
    return node;
  };
}

function toNode(data: RevisionNodeData, laneCount: number, detail: Band['detail']): RevisionFlowNode {
  const card = cardOf(data.placed, laneCount);
  return {
    id: data.placed.row.name,
    type: detail,
    ...placeNode(detail === 'dot' ? { ...card, width: DOT_SIZE } : card),
    data,
  };
}
