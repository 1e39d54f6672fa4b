/** The schema that revisions make: replayed on the twin and read from there. The target is never touched. */
import type { Project } from '../../project/project';
import type { SpawnRunner } from '../../project/runnerProcess';
import { buildGraph } from '../../revisions/graph/graph';
import { RevisionFailure } from '../../revisions/offline/captureFailure';
import { runOnTwin } from '../../revisions/offline/runOnTwin';
import { notTrusted } from '../../revisions/revisions';
import type { Twin } from '../../twin/twinKeeper';
import type { Catalog } from '../catalog';
import { fetchCatalog } from '../fetchCatalog';

export interface Replay {
  readonly project: Project;
  readonly isTrusted: boolean;
  /** File names; null: all of the project's. */
  readonly applied: ReadonlySet<string> | null;
  readonly spawnRunner: SpawnRunner;
  readonly twin: Twin;
  readonly onStep?: (name: string, doneCount: number, totalCount: number) => void;
  readonly signal: AbortSignal;
}

/** Throws a RevisionFailure, which names the revision, when one of them fails there. */
export function fetchReplayedCatalog(replay: Replay): Promise<Catalog> {
  const { project, isTrusted, applied, spawnRunner, twin, onStep, signal } = replay;
  if (!isTrusted) throw notTrusted(project);
  const { order, nodes } = buildGraph(project.revisions);
  const files = order.flatMap((name) => {
    const file = nodes.get(name)?.file;
    return file && (applied === null || applied.has(name)) ? [file] : [];
  });
  return twin.withScratchDatabase(async ({ superuser }, ending) => {
    const { failure } = await runOnTwin({
      credentials: superuser,
      project,
      direction: 'up',
      files,
      capture: [],
      spawnRunner,
      onStep: (name, doneCount) => onStep?.(name, doneCount, files.length),
      signal: ending,
    });
    ending.throwIfAborted();
    if (failure) throw new RevisionFailure(failure.revision, failure.error);
    return fetchCatalog(superuser, ending);
  }, signal);
}
