import { createHash } from 'node:crypto';

/** Text without BOM and with LF line ends: what checksums are made of, so that a CRLF checkout is the same. */
export function normaliseText(text: string): string {
  return text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
}

/** SHA-256 in hex of the normalised text. */
export function checksumOf(text: string): string {
  return createHash('sha256').update(normaliseText(text)).digest('hex');
}

/** Whether a revision must run outside a transaction. Read from the text; nothing runs. */
export interface TransactionHints {
  /** Its file says so: `transaction: false`. */
  readonly declaredNone: boolean;
  /** Statements in it that PostgreSQL refuses inside one, such as "CREATE INDEX CONCURRENTLY". */
  readonly outsideOnly: readonly string[];
}

const OUTSIDE_ONLY: readonly (readonly [label: string, pattern: RegExp])[] = [
  ['CREATE INDEX CONCURRENTLY', /\bcreate\s+(unique\s+)?index\s+concurrently\b/i],
  ['DROP INDEX CONCURRENTLY', /\bdrop\s+index\s+concurrently\b/i],
  ['CONCURRENTLY through queryInterface', /\bconcurrently\s*:\s*true\b/i],
  ['REINDEX CONCURRENTLY', /\breindex\b[^;'"`]*\bconcurrently\b/i],
  ['DETACH PARTITION CONCURRENTLY', /\bdetach\s+partition\b[^;'"`]*\bconcurrently\b/i],
  ['VACUUM', /(^|[;'"`])\s*vacuum\b/im],
  ['CREATE DATABASE', /\bcreate\s+database\b/i],
  ['DROP DATABASE', /\bdrop\s+database\b/i],
  ['ALTER SYSTEM', /\balter\s+system\b/i],
];

export function findOutsideOnly(text: string): readonly string[] {
  // Nearly no file holds any of them.
  if (!/concurrently|vacuum|database|system/i.test(text)) return [];
  const code = withoutComments(text);
  return OUTSIDE_ONLY.filter(([, pattern]) => pattern.test(code)).map(([label]) => label);
}

/** Comments of JavaScript and SQL blanked; good enough for hints, never used to decide what runs. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, ' ').replace(/(^|\s)(\/\/|--).*$/gm, '$1');
}
