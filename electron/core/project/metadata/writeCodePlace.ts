/** Changes `lockstep` in JavaScript and TypeScript, by ranges of the text. */
import MagicString from 'magic-string';
import { badInput } from '../../errors';
import { readCodeStatement } from './codeStatement';
import { addToObject, editObject, removeProperty, writeObject } from './editObject';
import { findExportedObject } from './findDeclaration';
import { type CodeFormat, type ParsedCode, rangeOf } from './parseCode';
import { lineEndOf, type PlaceAddition, type PlaceEdit } from './placeEdits';

export function writeCodePlace(
  text: string,
  format: CodeFormat,
  edits: readonly PlaceEdit[],
  additions: readonly PlaceAddition[],
): string {
  const { code, object, holder } = readCodeStatement(text, format);
  if (!code) throw badInput('The file is no JavaScript.', 'Mend it first.');
  const edited = new MagicString(text);
  if (object) {
    const isEmpty = editObject(edited, object, edits);
    if (isEmpty && holder?.kind === 'statement') removeStatement(edited, rangeOf(holder.statement));
    else if (isEmpty && holder?.kind === 'property') removeProperty(edited, holder.object, holder.property);
  } else if (additions.length > 0) addDeclaration(edited, code, format, additions);
  return edited.toString();
}

function addDeclaration(
  edited: MagicString,
  code: ParsedCode,
  format: CodeFormat,
  additions: readonly PlaceAddition[],
): void {
  const text = edited.original;
  const object = writeObject(additions, text);
  const gap = lineEndOf(text).repeat(2);
  if (isModule(code, format)) {
    const at = findHeadEnd(code, text);
    const declaration = `export const lockstep = ${object};`;
    if (at === null) edited.appendLeft(startOf(text), declaration + gap);
    else edited.appendLeft(at, gap + declaration + (isLineOver(text, at) ? '' : gap));
    return;
  }
  const exported = findExportedObject(code);
  const end = Math.max(text.trimEnd().length, startOf(text));
  if (exported) addToObject(edited, exported, [`lockstep: ${object}`]);
  else edited.appendLeft(end, `${end > startOf(text) ? gap : ''}module.exports.lockstep = ${object};`);
}

function isModule({ program }: ParsedCode, format: CodeFormat): boolean {
  if (program.body.some(({ type }) => type === 'TSExportAssignment')) return false;
  const text = program.body.map(({ type }) => type);
  if (program.sourceType === 'module' || text.some((type) => /^(Import|Export)/.test(type))) return true;
  return format === 'ts' && !program.body.some(({ type }) => type === 'ExpressionStatement');
}

/** Where the imports end; without any, where directives or a comment about the whole file do. */
function findHeadEnd({ program, comments }: ParsedCode, text: string): number | null {
  const after = program.body.findIndex(({ type }) => type !== 'ImportDeclaration');
  const imports = after < 0 ? program.body : program.body.slice(0, after);
  const last = imports.at(-1) ?? program.directives.at(-1) ?? program.interpreter;
  if (last) {
    const { end } = rangeOf(last);
    const rest = /^[ \t]*\/\/[^\r\n]*/.exec(text.slice(end));
    return end + (rest?.[0].length ?? 0);
  }
  const first = program.body[0] ? rangeOf(program.body[0]).start : text.length;
  const about = comments.filter(({ start, end, text: words }) => {
    const isApart = /^[ \t]*\r?\n[ \t]*\r?\n/.test(text.slice(end));
    return start < first && (isApart || /^\s*(@ts-|eslint|biome|prettier)/.test(words));
  });
  return about.at(-1)?.end ?? null;
}

/** With the blank line that was put between it and its neighbour. */
function removeStatement(
  edited: MagicString,
  { start, end }: { readonly start: number; readonly end: number },
) {
  const text = edited.original;
  if (!isLineOver(text, end)) edited.remove(start, end);
  else if (start <= startOf(text)) {
    edited.remove(start, end + (/^[ \t]*(\r?\n){0,2}/.exec(text.slice(end))?.[0].length ?? 0));
  } else {
    const gap = /(?:\r?\n[ \t]*){1,2}$/.exec(text.slice(0, start));
    edited.remove(start - (gap?.[0].length ?? 0), end);
  }
}

function isLineOver(text: string, at: number): boolean {
  return /^[ \t]*(\r?\n|$)/.test(text.slice(at));
}

function startOf(text: string): number {
  return text.startsWith('\uFEFF') ? 1 : 0;
}
