/** The real psql, which the scripts of a hand-off are written for. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

export interface PsqlResult {
  /** 0; 3 where a statement of the script failed. */
  readonly code: number | null;
  /** What it printed, on either stream. */
  readonly output: string;
}

/** Runs a script as its README says: psql -X -d DATABASE -f FILE. */
export async function runPsql(
  { url }: { readonly url: string },
  script: string,
  options: readonly string[] = [],
): Promise<PsqlResult> {
  const child = spawn('psql', ['-X', ...options, '-d', url, '-f', '-'], { stdio: 'pipe' });
  const ended = once(child, 'close') as Promise<[number | null]>;
  child.stdin.on('error', () => undefined).end(script);
  const [[code], out, error] = await Promise.all([ended, text(child.stdout), text(child.stderr)]).catch(
    explainMissing,
  );
  return { code, output: out + error };
}

function explainMissing(thrown: unknown): never {
  if (!(thrown instanceof Error) || !('code' in thrown) || thrown.code !== 'ENOENT') throw thrown;
  throw new Error('psql is not installed, and this test needs it: sudo apt-get install postgresql-client');
}
