import type { Credentials } from '../connection/parseTarget';
import type { Project } from './project';

/**
 * What the project's own code finds in process.env beside the little that it inherits: its environment, and the
 * database of the run where it looks for its URL, so that models which revisions load are on the same one.
 * Handed over by message, not by the operating system, where others could read it.
 */
export function codeEnv(
  { environment, urlVariable }: Pick<Project, 'environment' | 'urlVariable'>,
  credentials: Credentials,
): Readonly<Record<string, string>> {
  return {
    ...(environment !== null && { NODE_ENV: environment }),
    ...(urlVariable !== null && { [urlVariable]: urlOf(credentials) }),
  };
}

const SSL_MODES = { disable: null, require: 'no-verify', 'verify-full': 'verify-full' } as const;

function urlOf({ target, password }: Credentials): string {
  const secret = password === null ? '' : `:${encodeURIComponent(password)}`;
  const who = `${encodeURIComponent(target.user)}${secret}`;
  const host = target.host.includes(':') ? `[${target.host}]` : encodeURIComponent(target.host);
  const mode = SSL_MODES[target.tls];
  const url = `postgres://${who}@${host}:${target.port}/${encodeURIComponent(target.database)}`;
  return mode === null ? url : `${url}?sslmode=${mode}`;
}
