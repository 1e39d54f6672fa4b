/** The connections, and what the pane beside them shows. Pure; the form for a new one is in formState.ts. */
import type { ErrorInfo } from '../../../electron/contract/call';
import type {
  ConnectionRole,
  ConnectionSummary,
  ServerFacts,
  Target,
} from '../../../electron/contract/connections';
import type { FolderListing, ProjectEnvironment, ProjectSummary } from '../../../electron/contract/projects';
import type { Attempt } from '../../parts/attempt';
import type { FormState } from './formState';

export type Listed<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: ErrorInfo }
  | { readonly kind: 'shown'; readonly all: readonly T[] };

export type Opening =
  | { readonly kind: 'connecting' }
  /** `error` is null before a password was tried. */
  | { readonly kind: 'needs-password'; readonly error: ErrorInfo | null; readonly isBusy: boolean }
  | { readonly kind: 'failed'; readonly error: ErrorInfo }
  | { readonly kind: 'open'; readonly facts: ServerFacts };

/** The folder chooser of the browser host. */
export interface Chooser {
  /** null while the first folder is read. */
  readonly listing: FolderListing | null;
  readonly isBusy: boolean;
  readonly error: ErrorInfo | null;
}

/** The databases that the configuration of one project names. */
export interface ProjectDatabases {
  readonly projectId: string;
  readonly environments: Listed<ProjectEnvironment>;
  /** The one that is being added, or could not be. */
  readonly adding: { readonly environment: string; readonly attempt: Attempt } | null;
  /** To tell what is a connection already. */
  readonly connections: readonly ConnectionSummary[];
}

export interface Projects {
  readonly list: Listed<ProjectSummary>;
  readonly chooser: Chooser | null;
  readonly databases: ProjectDatabases | null;
  /** A folder that was to be opened and holds no revisions: a new project can be laid out there. */
  readonly emptyFolder: string | null;
  /** Why the last folder could not be opened or removed. */
  readonly error: ErrorInfo | null;
}

export type Pane =
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'form'; readonly form: FormState }
  | {
      readonly kind: 'connection';
      readonly connection: ConnectionSummary;
      readonly opening: Opening;
      readonly projects: Projects;
      readonly removeError: ErrorInfo | null;
    };

export interface ConnectState {
  readonly connections: Listed<ConnectionSummary>;
  readonly pane: Pane;
}

/** A refused password is a question when none was given, and an error when one was. */
export function openingOf(read: {
  readonly facts: ServerFacts | null;
  readonly error: ErrorInfo | null;
  readonly passwordError: ErrorInfo | null;
  readonly isBusy: boolean;
  readonly hasPassword: boolean;
}): Opening {
  const { facts, error, passwordError, isBusy, hasPassword } = read;
  if (facts) return { kind: 'open', facts };
  const refused = passwordError ?? error;
  if (refused && isAboutPassword(refused)) {
    return { kind: 'needs-password', error: passwordError ?? (hasPassword ? error : null), isBusy };
  }
  if (passwordError) return { kind: 'failed', error: passwordError };
  return error ? { kind: 'failed', error } : { kind: 'connecting' };
}

function isAboutPassword(error: ErrorInfo): boolean {
  return error.kind === 'cannot-connect' && error.reason === 'authentication';
}

export function describeServer({ version, isStandby, isReadOnly, user, database, tls }: ServerFacts): string {
  const kind = isStandby ? 'standby' : 'primary';
  const parts = [
    `PostgreSQL ${version}`,
    kind,
    ...(isReadOnly ? ['read-only'] : []),
    `${user} in ${database}`,
  ];
  return [...parts, tls ? 'encrypted' : 'not encrypted'].join(' · ');
}

/** The connection that leads there already, as the same user. */
export function findConnection(
  { host, port, database, user }: Target,
  connections: readonly ConnectionSummary[],
): ConnectionSummary | null {
  const isIt = (each: Target) =>
    each.host === host && each.port === port && each.database === database && each.user === user;
  return connections.find(isIt) ?? null;
}

/** What role an environment has, judged by its name. */
export function likelyRole(environment: string): ConnectionRole {
  if (/stag|preprod|uat/i.test(environment)) return 'staging';
  return /prod|live/i.test(environment) ? 'production' : 'development';
}
