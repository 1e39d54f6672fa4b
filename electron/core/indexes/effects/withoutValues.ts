import { normalize, scan } from 'libpg-query';

const LONGEST = 1000;
const COMMENTS: ReadonlySet<string> = new Set(['C_COMMENT', 'SQL_COMMENT']);

/**
 * A statement that may be committed. What pg_stat_statements shows has lost its constants in most cases alone: a
 * statement that was forgotten while it ran comes back as it was sent, and comments are always kept.
 */
export async function withoutValues(sql: string): Promise<string> {
  try {
    const text = await normalize(await withoutComments(sql));
    return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  } catch {
    return '(a statement that can’t be told without its values)';
  }
}

/** The parser counts in bytes. */
async function withoutComments(sql: string): Promise<string> {
  const bytes = Buffer.from(sql);
  const kept: Buffer[] = [];
  let from = 0;
  for (const { tokenName, start, end } of (await scan(sql)).tokens) {
    if (!COMMENTS.has(tokenName)) continue;
    kept.push(bytes.subarray(from, start), Buffer.from(' '));
    from = end;
  }
  return Buffer.concat([...kept, bytes.subarray(from)])
    .toString()
    .trim();
}
