import { chown, open, stat } from 'node:fs/promises';

const PAGE = 8192;
const SEGMENT_PAGES = 131_072;

/**
 * Makes a heap's files as long as so many pages, without taking the disk: PostgreSQL, which must not run meanwhile,
 * takes zero pages for empty ones. Segments are of 1 GiB.
 */
export async function growHeap(path: string, pages: number): Promise<void> {
  const { uid, gid, mode } = await stat(path);
  for (let segment = 0; segment * SEGMENT_PAGES < pages; segment++) {
    const name = segment === 0 ? path : `${path}.${segment}`;
    const file = await open(name, segment === 0 ? 'r+' : 'w', mode & 0o777);
    await file.truncate(Math.min(SEGMENT_PAGES, pages - segment * SEGMENT_PAGES) * PAGE);
    await file.close();
    await chown(name, uid, gid);
  }
}
