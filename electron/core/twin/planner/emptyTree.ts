/**
 * Pages of a B-tree without entries that is as high as one with many: the planner counts the levels that a search
 * descends, and reads them from the index itself. Each level is one page with one way down, so that PostgreSQL can
 * search it and finds nothing.
 * https://github.com/postgres/postgres/blob/REL_18_STABLE/src/include/access/nbtree.h
 */
import { writeChecksum } from './pageChecksum';

export const PAGE_BYTES = 8192;
const HEADER_BYTES = 24;
const SPECIAL = PAGE_BYTES - 16;
const LEAF = 1;
const ROOT = 2;
/** An entry that leads down: it holds no key, as the first one of a page never does. */
const PIVOT = { bytes: 8, noKey: 0x2000 } as const;
/** In the index's first page, after the page's header. */
const META = { root: 8, level: 12, fastRoot: 16, fastLevel: 20 } as const;

/** The index's first page, changed to lead to a root at that level in block 1. */
export function leadToRoot(meta: Buffer, level: number): Buffer {
  const page = Buffer.from(meta);
  page.fill(0, 0, 8);
  for (const offset of [META.root, META.fastRoot]) page.writeUInt32LE(1, HEADER_BYTES + offset);
  for (const offset of [META.level, META.fastLevel]) page.writeUInt32LE(level, HEADER_BYTES + offset);
  writeChecksum(page, 0);
  return page;
}

/** Of blocks 1 and on, root first. */
export function treePages(level: number): readonly Buffer[] {
  return Array.from({ length: level + 1 }, (_, depth) => {
    const page = treePage(level - depth, depth === 0, depth + 2);
    writeChecksum(page, depth + 1);
    return page;
  });
}

function treePage(level: number, isRoot: boolean, childBlock: number): Buffer {
  const page = Buffer.alloc(PAGE_BYTES);
  const isLeaf = level === 0;
  const entry = SPECIAL - PIVOT.bytes;
  page.writeUInt16LE(isLeaf ? HEADER_BYTES : HEADER_BYTES + 4, 12);
  page.writeUInt16LE(isLeaf ? SPECIAL : entry, 14);
  page.writeUInt16LE(SPECIAL, 16);
  page.writeUInt16LE(PAGE_BYTES | 4, 18);
  if (!isLeaf) writeWayDown(page, entry, childBlock);
  page.writeUInt32LE(level, SPECIAL + 8);
  page.writeUInt16LE((isLeaf ? LEAF : 0) | (isRoot ? ROOT : 0), SPECIAL + 12);
  return page;
}

function writeWayDown(page: Buffer, entry: number, childBlock: number): void {
  page.writeUInt32LE((entry | (1 << 15) | (PIVOT.bytes << 17)) >>> 0, HEADER_BYTES);
  page.writeUInt16LE(childBlock >>> 16, entry);
  page.writeUInt16LE(childBlock & 0xffff, entry + 2);
  page.writeUInt16LE(PIVOT.bytes | PIVOT.noKey, entry + 6);
}

/** How many levels there are above the leaves of an index of so many pages. */
export function treeLevel(pages: number, keyBytes: number): number {
  const entryBytes = Math.ceil((8 + keyBytes) / 8) * 8 + 4;
  // Pages above the leaves are filled to 70 %.
  const fanout = Math.max(2, Math.floor(((SPECIAL - HEADER_BYTES) * 0.7) / entryBytes));
  let level = 0;
  for (let width = pages - 1; width > 1; width = Math.ceil(width / fanout)) level++;
  return level;
}
