import { hostname, userInfo } from 'node:os';

/** Who does it, for the log: the operating system's user and host. */
export function userAtHost(): string {
  return `${userInfo().username}@${hostname()}`;
}
