/** A revision that joins heads and does nothing else. */

import { stemOf } from '../graph/names';
import { ancestorsOf } from '../graph/walk';
import type { Authoring } from './fileChange';
import { planNew } from './planRevision';
import { resolveParents } from './resolveParents';
import { restOf, slugOf } from './revisionName';
import { type Draft, listNames, refuse, type Sources } from './sources';

export function planMerge(
  sources: Sources,
  { heads: asked, message, branch }: Extract<Authoring, { readonly kind: 'merge' }>,
): Promise<Draft> {
  const { graph } = sources;
  const heads = asked && asked.length > 0 ? resolveParents(graph, asked, true) : graph.heads;
  if (heads.length < 2) {
    const only = heads.length === 0 ? 'There is no head' : `There is only ${heads[0]}`;
    throw refuse(`${only}: nothing to merge.`, 'A merge joins two or more heads.', graph.heads, 'heads');
  }
  refuseAncestors(sources, heads);
  // Now each has to be a head, as for any other new revision.
  const parents = resolveParents(graph, heads, false);
  const slug = slugOf(message ?? parents.map((name) => restOf(stemOf(name))).join('-and-'));
  return planNew(sources, {
    message: message ?? `Merges ${listNames(parents.map(stemOf))}.`,
    slug: /^merge\b/.test(slug) ? slug : `merge-${slug}`,
    parents,
    dependsOn: [],
    branch,
    where: `joins ${listNames(parents)}`,
    mayBeSilent: false,
  });
}

function refuseAncestors({ graph }: Sources, heads: readonly string[]): void {
  for (const head of heads) {
    const ancestor = heads.find((other) => other !== head && ancestorsOf(graph, [head]).has(other));
    if (ancestor === undefined) continue;
    throw refuse(
      `${ancestor} comes before ${head} already: there is nothing to merge between them.`,
      'Name heads that have not met yet.',
      graph.heads,
      'heads',
    );
  }
}
