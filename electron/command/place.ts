import { join } from 'node:path';
import { parseTarget } from '../core/connection/parseTarget';
import { fetchServerFacts } from '../core/connection/serverFacts.sql';
import { openSession } from '../core/connection/session';
import { createDemoKeeper } from '../core/demo/demoKeeper';
import { homeFolder } from '../core/home/homeFolder';
import { readProject } from '../core/project/readProject';
import { applyDemoRevisions } from '../core/revisions/applyDemoRevisions';
import type { Place } from '../core/revisions/revisions';
import { type CommandContext, type PlaceOptions, usageError } from './program';

/** Opens what --url and --project, or --demo, name; closes it again however `use` ends. */
export async function withPlace<T>(
  options: PlaceOptions,
  context: CommandContext,
  use: (place: Place) => Promise<T>,
): Promise<T> {
  if (!options.demo) {
    if (!options.url)
      throw usageError('No database is named.', 'Give --url postgres://user@host/name, or --demo.');
    return withTarget(options.url, options.project, use);
  }
  const demo = createDemoKeeper({
    folder: join(homeFolder(context.env), 'demo'),
    projectFolder: context.demoProject,
    applyRevisions: applyDemoRevisions(context.spawnRunner),
  });
  try {
    const { url, projectFolder } = await demo.ready();
    return await withTarget(url, projectFolder, use);
  } finally {
    await demo.stop();
  }
}

async function withTarget<T>(url: string, folder: string, use: (place: Place) => Promise<T>): Promise<T> {
  const project = await readProject(folder);
  const given = parseTarget({ url });
  const watch = await openSession(given, { kind: 'watch', name: 'lockstep watch' });
  try {
    const credentials = { ...given, password: watch.password };
    const profile = {
      id: 'command',
      name: given.target.database,
      role: 'development' as const,
      ...given.target,
    };
    const connection = { profile, credentials, watch, facts: await fetchServerFacts(watch) };
    // Naming a folder on the command line is allowing its code to run, as it is with sequelize-cli.
    return await use({ connection, project, isTrusted: true });
  } finally {
    await watch.close();
  }
}
