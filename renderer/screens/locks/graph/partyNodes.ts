import type { Node } from '@xyflow/react';
import { useMemo, useRef } from 'react';
import { placeNode } from '../../../parts/graph/placeNode';
import type { Blocking } from '../blocking';
import { describeDoing, describeLock } from '../describeLocks';
import { type PartyTone, toneOf } from '../PartyMark';
import { nameOf, type Party } from '../parties';
import { cardOf, isInSight, type Sight } from './geometry';
import type { Places } from './placeParties';

export interface PartyNodeData extends Record<string, unknown> {
  readonly party: Party;
  readonly name: string;
  readonly doing: string;
  readonly lock: string;
  readonly tone: PartyTone;
  readonly isDeadlocked: boolean;
  /** Not what the filter looks for. */
  readonly isPassedOver: boolean;
  /** The one that the Tab key leads to. */
  readonly isTabStop: boolean;
}

export type PartyFlowNode = Node<PartyNodeData, 'party'>;

interface NodesWanted {
  readonly blocking: Blocking;
  readonly places: Places;
  readonly sight: Sight;
  readonly matches: ReadonlySet<string> | null;
  readonly selected: string | null;
  readonly tabStop: string | null;
}

/**
 * Those in sight, and the tab stop wherever it is: it may have the focus. A node that says the same as in the sample
 * before is the same object as before: React Flow then leaves it as it is.
 */
export function usePartyNodes({
  blocking,
  places,
  sight,
  matches,
  selected,
  tabStop,
}: NodesWanted): PartyFlowNode[] {
  const before = useRef<ReadonlyMap<string, PartyFlowNode>>(new Map());
  return useMemo(() => {
    const roots = new Set(blocking.roots);
    const nodes = blocking.parties.flatMap((party): readonly PartyFlowNode[] => {
      const place = places.get(party.key);
      const isTabStop = party.key === tabStop;
      if (!place || !(isTabStop || isInSight(place, sight))) return [];
      const data: PartyNodeData = {
        party,
        name: nameOf(party),
        doing: describeDoing(party),
        lock: describeLock(party),
        tone: toneOf(party, roots.has(party.key)),
        isDeadlocked: blocking.deadlocked.has(party.key),
        isPassedOver: matches !== null && !matches.has(party.key),
        isTabStop,
      };
      const node = {
        id: party.key,
        type: 'party' as const,
        ...placeNode(cardOf(place)),
        selected: party.key === selected,
        data,
      };
      const old = before.current.get(party.key);
      return [old && saysTheSame(old, node) ? old : node];
    });
    before.current = new Map(nodes.map((node) => [node.id, node]));
    return nodes;
  }, [blocking, places, sight, matches, selected, tabStop]);
}

const SAID = ['name', 'doing', 'lock', 'tone', 'isDeadlocked', 'isPassedOver', 'isTabStop'] as const;

function saysTheSame(a: PartyFlowNode, b: PartyFlowNode): boolean {
  return (
    a.selected === b.selected &&
    a.position.x === b.position.x &&
    a.position.y === b.position.y &&
    SAID.every((name) => a.data[name] === b.data[name])
  );
}
