import type { Node } from '@xyflow/react';
import type { Card } from './viewport';

type Placed = Pick<Node, 'position' | 'width' | 'height' | 'measured' | 'handles' | 'domAttributes'>;

/** With its size said, and handles: React Flow need not measure a node before it shows it. */
export function placeNode({ x, y, width, height }: Card): Placed {
  return {
    position: { x, y },
    width,
    height,
    measured: { width, height },
    handles: [],
    domAttributes: { 'aria-roledescription': undefined },
  };
}
