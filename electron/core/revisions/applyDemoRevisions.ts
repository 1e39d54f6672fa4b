import { parseTarget } from '../connection/parseTarget';
import { fetchServerFacts } from '../connection/serverFacts.sql';
import { openSession } from '../connection/session';
import { CoreError } from '../errors';
import { readProject } from '../project/readProject';
import type { SpawnRunner } from '../project/runnerProcess';
import { requestRun } from './revisions';
import { createRuns } from './runs';

/** The demo's first revisions run as the user's do, so that its history is a real one. */
export function applyDemoRevisions(spawnRunner: SpawnRunner) {
  return async (demo: {
    readonly url: string;
    readonly projectFolder: string;
    readonly to: string;
    readonly signal?: AbortSignal | undefined;
  }): Promise<void> => {
    const credentials = parseTarget({ url: demo.url });
    const watch = await openSession(credentials, { kind: 'watch', name: 'lockstep demo' });
    try {
      const profile = { id: 'demo', name: 'Demo shop', role: 'development' as const, ...credentials.target };
      const connection = { profile, credentials, watch, facts: await fetchServerFacts(watch) };
      const project = await readProject(demo.projectFolder);
      const runs = createRuns();
      const request = requestRun(
        { connection, project, isTrusted: true },
        {
          direction: 'up',
          target: demo.to,
          planId: null,
          override: [],
          waitMs: 30_000,
          spawnRunner,
          readProject: () => readProject(demo.projectFolder),
        },
      );
      const { runId } = runs.start({ connectionId: 'demo', projectId: 'demo' }, request);
      demo.signal?.addEventListener('abort', () => runs.cancel(runId), { once: true });
      for await (const snapshot of runs.watch(runId)) {
        if (snapshot.failure) throw new CoreError(snapshot.failure.error);
      }
    } finally {
      await watch.close();
    }
  };
}
