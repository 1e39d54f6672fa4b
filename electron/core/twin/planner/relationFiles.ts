/**
 * Gives relations of the twin the size of the target's, sparsely: the planner counts pages in the file itself, and
 * zeroes that nobody wrote are valid empty pages that take no disk.
 */
import { execFile } from 'node:child_process';
import { chown, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Session } from '../../connection/session';
import { leadToRoot, PAGE_BYTES, treeLevel, treePages } from './emptyTree';

export interface RelationFile {
  /** From the data directory. */
  readonly path: string;
  readonly pages: number;
  readonly isBtree: boolean;
  /** Of a B-tree's key columns, estimated. */
  readonly keyBytes: number;
}

/** PostgreSQL's own RELSEG_SIZE: larger relations are files of 1 GiB each. */
const SEGMENT_PAGES = 131_072;

const SQL = `SELECT pg_catalog.pg_relation_filepath(c.oid) AS path, c.relpages AS pages,
    a.amname = 'btree' AS "isBtree", coalesce(k.bytes, 8)::int AS "keyBytes"
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_am a ON a.oid = c.relam
  LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
  LEFT JOIN LATERAL (SELECT pg_catalog.sum(coalesce(s.stawidth, CASE WHEN t.attlen > 0 THEN t.attlen ELSE 16 END)) AS bytes
    FROM pg_catalog.pg_attribute t
    LEFT JOIN pg_catalog.pg_statistic s ON s.starelid = i.indrelid AND s.staattnum = i.indkey[t.attnum - 1] AND NOT s.stainherit
    WHERE t.attrelid = c.oid AND t.attnum <= i.indnkeyatts) k ON true
  WHERE c.relkind IN ('r', 'm', 'i') AND c.relpages > 0 AND c.oid >= 16384`;

/** Of all relations that have statistics, or of some. */
export function fetchRelationFiles(
  session: Session,
  oids?: readonly number[],
): Promise<readonly RelationFile[]> {
  if (!oids) return session.query<RelationFile>(SQL);
  return session.query<RelationFile>(`${SQL} AND c.oid = ANY ($1::oid[])`, [oids]);
}

/**
 * What PostgreSQL has in its buffers of them must be written and gone before, or the relations not have been read.
 * `dataFolder` is the server's, on this machine.
 */
export async function extendRelation(dataFolder: string, file: RelationFile): Promise<void> {
  const first = join(dataFolder, file.path);
  const owner = await stat(first);
  if (file.isBtree) await writeTree(first, treeLevel(file.pages, file.keyBytes));
  for (let from = 0, segment = 0; from < file.pages; from += SEGMENT_PAGES, segment++) {
    const path = segment === 0 ? first : `${first}.${segment}`;
    const bytes = Math.min(SEGMENT_PAGES, file.pages - from) * PAGE_BYTES;
    await extendFile(path, bytes, segment > 0 ? owner : null);
  }
}

async function writeTree(path: string, level: number): Promise<void> {
  if (level === 0) return;
  const file = await open(path, 'r+');
  try {
    const meta = Buffer.alloc(PAGE_BYTES);
    await file.read(meta, 0, PAGE_BYTES, 0);
    const pages = [leadToRoot(meta, level), ...treePages(level)];
    await file.write(Buffer.concat(pages), 0, pages.length * PAGE_BYTES, 0);
  } finally {
    await file.close();
  }
}

async function extendFile(
  path: string,
  bytes: number,
  owner: { readonly uid: number; readonly gid: number } | null,
): Promise<void> {
  const file = await open(path, owner ? 'a' : 'r+', 0o600);
  try {
    const { size } = await file.stat();
    if (size >= bytes) return;
    if (process.platform === 'win32') await promisify(execFile)('fsutil', ['sparse', 'setflag', path]);
    await file.truncate(bytes);
  } finally {
    await file.close();
  }
  // The server runs as another user where we are root.
  if (owner && process.getuid?.() === 0) await chown(path, owner.uid, owner.gid);
}
