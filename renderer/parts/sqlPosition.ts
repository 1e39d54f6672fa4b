/** Where an error is in a text: offsets as JavaScript counts, line and column from 1 as people do. */
export interface SqlPosition {
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly column: number;
}

/**
 * PostgreSQL counts characters from 1, JavaScript UTF-16 units from 0. A position behind the end is the end.
 * The range is the word that begins there, or a single character.
 */
export function locatePosition(sql: string, position: number): SqlPosition {
  const from = offsetOf(sql, Math.max(1, position) - 1);
  const before = sql.slice(0, from);
  const lineStart = before.lastIndexOf('\n') + 1;
  const word = /^(?:[\p{L}\p{N}_$]+|"[^"\n]*"?|'[^'\n]*'?|[^\n])/u.exec(sql.slice(from));
  return {
    from,
    to: from + (word?.[0].length ?? 0),
    line: before.split('\n').length,
    column: [...before.slice(lineStart)].length + 1,
  };
}

function offsetOf(text: string, characters: number): number {
  let offset = 0;
  for (let left = characters; left > 0 && offset < text.length; left -= 1) {
    offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  }
  return offset;
}
