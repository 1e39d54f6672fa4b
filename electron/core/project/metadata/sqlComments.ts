/** The lines of the comments with which a .sql file begins. */

export interface CommentLine {
  readonly start: number;
  /** Before the line end, and before the end of the comment. */
  readonly end: number;
  /** Where the comment's own text begins. */
  readonly content: number;
  readonly comment: Comment;
}

/** Lines beginning with -- are one comment as long as they touch. */
export interface Comment {
  readonly style: 'lines' | 'block';
  readonly start: number;
  /** Of a block: behind its closing mark. */
  readonly end: number;
}

/** Every line of the comments before the first statement. */
export function findLeadingComments(text: string): readonly CommentLine[] {
  const lines: CommentLine[] = [];
  for (let at = skipBlank(text, 0); ; at = skipBlank(text, lines.at(-1)?.comment.end ?? at)) {
    if (text.startsWith('--', at)) lines.push(...linesFrom(text, at));
    else if (text.startsWith('/*', at)) lines.push(...blockFrom(text, at));
    else return lines;
  }
}

function linesFrom(text: string, start: number): readonly CommentLine[] {
  const places: { readonly start: number; readonly end: number }[] = [];
  for (let at = start; text.startsWith('--', at); ) {
    const end = lineEnd(text, at);
    places.push({ start: at, end });
    at = end + (/^\r?\n[ \t]*/.exec(text.slice(end, end + 200))?.[0].length ?? 0);
  }
  const comment: Comment = { style: 'lines', start, end: places.at(-1)?.end ?? start };
  return places.map((place) => ({ ...place, content: place.start + 2, comment }));
}

function blockFrom(text: string, start: number): readonly CommentLine[] {
  const comment: Comment = { style: 'block', start, end: blockEnd(text, start) };
  const closing = text.startsWith('*/', comment.end - 2) ? comment.end - 2 : comment.end;
  const lines: CommentLine[] = [];
  for (let at = start; ; ) {
    const end = Math.min(lineEnd(text, at), closing);
    lines.push({ start: at, end, content: at === start ? at + 2 : at, comment });
    const next = text.indexOf('\n', end) + 1;
    if (next === 0 || next > closing) return lines;
    at = next;
  }
}

/** PostgreSQL nests these comments. */
function blockEnd(text: string, start: number): number {
  const marks = /\/\*|\*\//g;
  marks.lastIndex = start;
  let depth = 0;
  for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
    depth += mark[0] === '/*' ? 1 : -1;
    if (depth === 0) return marks.lastIndex;
  }
  return text.length;
}

function skipBlank(text: string, from: number): number {
  const blank = /[\uFEFF\s]*/y;
  blank.lastIndex = from;
  return from + (blank.exec(text)?.[0].length ?? 0);
}

function lineEnd(text: string, at: number): number {
  const found = text.indexOf('\n', at);
  const end = found < 0 ? text.length : found;
  return text[end - 1] === '\r' ? end - 1 : end;
}
