/** A project's layout, its databases, and which of them is meant. */
import { type ConfiguredEnvironment, chooseEnvironment, readEnvironments } from './readEnvironments';
import { type Layout, readLayout } from './readLayout';
import type { Environment } from './readValue';

export interface Configuration {
  readonly layout: Layout;
  readonly environments: readonly ConfiguredEnvironment[];
  /** The name that is asked for, or what the project or NODE_ENV says, or development. */
  readonly meant: string;
  /** null: the configuration has none of that name. */
  readonly environment: ConfiguredEnvironment | null;
}

export async function readConfiguration(
  root: string,
  asked: { readonly env: Environment; readonly environment?: string | undefined },
): Promise<Configuration> {
  // Its own: a .env of the project is added, for .sequelizerc and for the configuration alike.
  const env = { ...asked.env };
  const layout = await readLayout(root, env);
  const environments = await readEnvironments(layout, { root, env });
  const meant = asked.environment || layout.environment || env.NODE_ENV || 'development';
  return { layout, environments, meant, environment: chooseEnvironment(environments, meant) };
}
