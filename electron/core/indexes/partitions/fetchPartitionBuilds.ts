import type { Session } from '../../connection/session';
import type { Suggestion } from '../suggestion';
import { type PartitionBuild, planPartitionBuild } from './partitionBuild';
import { fetchPartitionTrees, fetchTakenNames } from './partitions.sql';
import { readIndexShape } from './readIndexShape';

/** By the suggestion's id: how the indexes that are to be made of partitioned tables are made without stopping writes. */
export async function fetchPartitionBuilds(
  session: Session,
  suggestions: readonly Suggestion[],
): Promise<ReadonlyMap<string, PartitionBuild>> {
  const made = suggestions.filter(({ sql }) => /^CREATE INDEX (?!CONCURRENTLY )/.test(sql ?? ''));
  const trees = await fetchPartitionTrees(session, made);
  if (trees.length === 0) return new Map();
  const names = await fetchTakenNames(session);
  const taken = new Map([...names].map(([schema, all]) => [schema, new Set(all)]));
  // Names of one are not to be given to another.
  for (const { schema, index } of suggestions) if (index !== null) taken.get(schema)?.add(index);
  const builds = new Map<string, PartitionBuild>();
  for (const suggestion of made) {
    const tree = trees.find((each) => each.schema === suggestion.schema && each.name === suggestion.table);
    const shape = await readIndexShape(suggestion.sql ?? '');
    const build = tree ? planPartitionBuild({ suggestion, tree, shape, taken }) : null;
    if (build) builds.set(suggestion.id, build);
  }
  return builds;
}
