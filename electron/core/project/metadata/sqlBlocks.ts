/** The places in a .sql file's leading comments that begin with `lockstep:`. */
import { type Comment, type CommentLine, findLeadingComments } from './sqlComments';

export interface SqlBlock {
  /** Where its first line begins. */
  readonly start: number;
  /** Where its last line ends, before the line end. */
  readonly end: number;
  /** What to take away to have it gone: the whole comment, where nothing else is in it. */
  readonly whole: { readonly start: number; readonly end: number } | null;
  /**
   * As long as the file's text up to `end`, with blanks for all that is no YAML:
   * a place in it is a place in the file.
   */
  readonly yaml: string;
}

export function findSqlBlocks(text: string): readonly SqlBlock[] {
  const lines = findLeadingComments(text);
  return lines.flatMap((line, index) => {
    const title = /^[ \t]*(?:\*[ \t]+)?lockstep:/.exec(contentOf(text, line));
    return title ? [blockAt(text, line, lines.slice(index + 1), line.content + title[0].length)] : [];
  });
}

/** Lines that are further in than the word belong to it; in a comment that begins with it, all of them do. */
function blockAt(text: string, first: CommentLine, below: readonly CommentLine[], valueAt: number): SqlBlock {
  const { comment, start } = first;
  const begins = comment.style === 'block' && comment.start === start;
  const indent = begins ? -1 : indentOf(text, first);
  const stranger = below.findIndex(
    (line) => line.comment !== comment || !(isBlank(text, line) || indentOf(text, line) > indent),
  );
  const own = stranger < 0 ? below : below.slice(0, stranger);
  const filled = own.slice(0, own.findLastIndex((line) => !isBlank(text, line)) + 1);
  const end = filled.at(-1)?.end ?? first.end;
  const parts = [{ from: valueAt, to: first.end }, ...filled.map((line) => yamlPart(text, line))];
  return { start, end, whole: wholeOf(comment, begins, start, end), yaml: blanked(text, end, parts) };
}

function wholeOf(comment: Comment, begins: boolean, start: number, end: number): SqlBlock['whole'] {
  if (comment.style === 'lines') return { start, end };
  return begins ? comment : null;
}

function yamlPart(text: string, line: CommentLine): { readonly from: number; readonly to: number } {
  const star = line.comment.style === 'block' ? /^[ \t]*\*(?=\s|$)/.exec(contentOf(text, line)) : null;
  return { from: line.content + (star?.[0].length ?? 0), to: line.end };
}

function contentOf(text: string, line: CommentLine): string {
  return text.slice(line.content, line.end);
}

function isBlank(text: string, line: CommentLine): boolean {
  return /^\s*\*?\s*$/.test(contentOf(text, line));
}

function indentOf(text: string, line: CommentLine): number {
  const before = line.content - line.start;
  return before + (/^[ \t]*(?:\*[ \t]+)?/.exec(contentOf(text, line))?.[0].length ?? 0);
}

function blanked(
  text: string,
  end: number,
  parts: readonly { readonly from: number; readonly to: number }[],
) {
  let at = 0;
  let yaml = '';
  for (const { from, to } of parts) {
    yaml += text.slice(at, from).replace(/[^\n]/g, ' ') + text.slice(from, to);
    at = to;
  }
  return yaml + text.slice(at, end).replace(/[^\n]/g, ' ');
}
