import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder of a test's own that others may pass through. As root the local PostgreSQL runs as another user: in a
 * closed folder it could not keep its data, and what it kept elsewhere would outlive the test.
 */
export async function temporaryFolder(prefix: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `${prefix}-`));
  await chmod(folder, 0o711);
  return folder;
}
