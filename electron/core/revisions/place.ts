import type { OpenConnection } from '../connection/connections';
import type { Project } from '../project/project';

/** A project on a connection, both ready. */
export interface Place {
  readonly connection: OpenConnection;
  readonly project: Project;
  /** Whether the user has allowed the project's code to run. */
  readonly isTrusted: boolean;
}
