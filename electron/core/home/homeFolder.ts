import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The folder that holds everything Lockstep keeps for its user: profiles, trust, the local PostgreSQL.
 * `LOCKSTEP_HOME` names another one. Root gets a place under /var/lib, because the local PostgreSQL
 * runs as another user there and can't enter /root.
 */
export function homeFolder(env: Readonly<Record<string, string | undefined>>): string {
  if (env.LOCKSTEP_HOME) return env.LOCKSTEP_HOME;
  if (process.platform === 'win32') return join(env.APPDATA ?? homedir(), 'Lockstep');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Lockstep');
  if (process.getuid?.() === 0) return '/var/lib/lockstep/home';
  return join(env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'lockstep');
}
