/** What a new revision is to follow, out of what was asked for. */

import { findRevision } from '../graph/findRevision';
import type { RevisionGraph } from '../graph/graph';
import { readTarget } from '../graph/readTarget';
import { lineageOf } from '../graph/walk';
import { refuse } from './sources';

/** Names; empty at base. Nothing asked for means the only head. */
export function resolveParents(
  graph: RevisionGraph,
  asked: readonly string[] | undefined,
  mayBeNoHead: boolean,
): readonly string[] {
  if (!asked || asked.length === 0) return onlyHead(graph.heads);
  if (asked.includes('base')) return base(asked);
  const names = [...new Set(asked.flatMap((each) => resolve(graph, each)))];
  const inner = names.find((name) => !graph.heads.includes(name));
  if (inner === undefined || mayBeNoHead) return names;
  const followers = graph.nodes.get(inner)?.children ?? [];
  throw refuse(
    `${inner} is no head: ${followers.join(', ')} follows it.`,
    'Follow a head, or say that a branch may begin there (--splice).',
    graph.heads,
    'parents',
  );
}

/** A name or a part of one, head, heads, or label@head. */
function resolve(graph: RevisionGraph, asked: string): readonly string[] {
  const { branch, word, steps } = readTarget(graph, asked);
  if (steps !== null) {
    throw refuse(`“${asked}” does not name a revision.`, 'Name it, or a head.', graph.heads, 'parents');
  }
  if (word !== 'head' && word !== 'heads') return [findRevision(graph, word ?? '')];
  const lineage = branch === null ? null : lineageOf(graph, [branch]);
  const heads = lineage === null ? graph.heads : graph.heads.filter((name) => lineage.has(name));
  return word === 'heads' ? heads : onlyHead(heads);
}

function onlyHead(heads: readonly string[]): readonly string[] {
  if (heads.length < 2) return heads;
  throw refuse(
    `There are ${heads.length} heads: ${heads.join(', ')}.`,
    'Name the one to follow, or merge them first.',
    heads,
    'parents',
  );
}

function base(asked: readonly string[]): readonly string[] {
  if (asked.length === 1) return [];
  throw refuse(
    'A revision that begins at base follows nothing else.',
    'Name base alone, or no base.',
    [],
    'parents',
  );
}
