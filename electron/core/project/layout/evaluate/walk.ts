import type { Node } from '@babel/types';

/** A node and all below it, without recursion: a file may be nested as deeply as it likes. */
export function* walk(root: Node): Generator<Node> {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null) continue;
    if (isNode(next)) yield next;
    // Tokens and places are no part of what the code says.
    for (const [key, value] of Object.entries(next)) if (key !== 'loc' && key !== 'extra') open.push(value);
  }
}

function isNode(value: object): value is Node {
  return 'type' in value && typeof value.type === 'string';
}
