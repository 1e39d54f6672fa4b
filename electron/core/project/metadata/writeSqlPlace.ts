/** Changes `lockstep` in the comments of a .sql file, by ranges of the text. */
import MagicString from 'magic-string';
import { isMap, isNode, type Pair, type YAMLMap } from 'yaml';
import { isAddition, lineEndOf, type PlaceAddition, type PlaceEdit } from './placeEdits';
import type { SqlBlock } from './sqlBlocks';
import { readSqlStatement } from './sqlStatement';

export function writeSqlPlace(text: string, edits: readonly PlaceEdit[]): string {
  const { block, document, values } = readSqlStatement(text);
  const edited = new MagicString(text);
  const additions = edits.filter(isAddition);
  const map = document?.contents;
  if (!block || !isMap(map)) {
    if (additions.length > 0) addBlock(edited, additions);
    return edited.toString();
  }
  const all = new Map([...values].map(([key, { value }]) => [key, value]));
  for (const { key, value } of edits) {
    if (value === undefined) all.delete(key);
    else all.set(key, value);
  }
  if (all.size === 0) removeBlock(edited, block);
  else if (isOnTitleLine(block, map)) rewrite(edited, block, map, all);
  else editLines(edited, block, map, edits);
  return edited.toString();
}

/** A blank line behind it keeps comments that follow from being taken for a part of it. */
function addBlock(edited: MagicString, additions: readonly PlaceAddition[]): void {
  const text = edited.original;
  const lines = additions.map(({ key, value }) => `--   ${key}: ${writeYaml(value)}`);
  const eol = lineEndOf(text);
  edited.appendLeft(text.startsWith('\uFEFF') ? 1 : 0, ['-- lockstep:', ...lines, '', ''].join(eol));
}

function removeBlock(edited: MagicString, block: SqlBlock): void {
  const text = edited.original;
  const isFirst = text.slice(0, block.start).replace('\uFEFF', '') === '';
  if (!block.whole) return void edited.remove(lineStartOf(text, block.start), block.end);
  const { start, end } = block.whole;
  const rest = isFirst ? /^[ \t]*(\r?\n){0,2}/ : /^[ \t]*(\r?\n)?/;
  edited.remove(start, end + (rest.exec(text.slice(end))?.[0].length ?? 0));
}

/** `-- lockstep: { … }`, or its only key on the same line. */
function isOnTitleLine(block: SqlBlock, map: YAMLMap): boolean {
  return map.flow === true || !block.yaml.slice(block.start, rangeOf(map).start).includes('\n');
}

function rewrite(
  edited: MagicString,
  block: SqlBlock,
  map: YAMLMap,
  all: ReadonlyMap<string, unknown>,
): void {
  const pairs = [...all].map(([key, value]) => `${key}: ${writeYaml(value)}`);
  edited.overwrite(rangeOf(map).start, endOf(block, rangeOf(map).end), `{ ${pairs.join(', ')} }`);
}

function editLines(edited: MagicString, block: SqlBlock, map: YAMLMap, edits: readonly PlaceEdit[]): void {
  const text = edited.original;
  const own = new Map(map.items.map((pair) => [String(pair.key), pair]));
  for (const { key, value } of edits) {
    const pair = own.get(key);
    if (!pair) continue;
    const { colon, end, start } = placeOf(pair, block);
    if (value !== undefined) edited.overwrite(colon, end, ` ${writeYaml(value)}`);
    else
      edited.remove(
        lineStartOf(text, start),
        end + (/^[ \t]*#[^\r\n]*/.exec(text.slice(end))?.[0].length ?? 0),
      );
  }
  const first = map.items[0];
  if (!first) return;
  const { start } = placeOf(first, block);
  const before = text.slice(text.lastIndexOf('\n', start) + 1, start);
  const added = edits.filter(isAddition).filter(({ key }) => !own.has(key));
  const lines = added.map(({ key, value }) => `${lineEndOf(text)}${before}${key}: ${writeYaml(value)}`);
  edited.appendLeft(lineStartOf(text, start), lines.join(''));
}

function placeOf({ key, value }: Pair, block: SqlBlock) {
  const name = rangeOf(key);
  const colon = block.yaml.indexOf(':', name.end) + 1;
  return { start: name.start, colon, end: Math.max(colon, endOf(block, rangeOf(value).end)) };
}

/** A node's end, without the blanks behind it. */
function endOf(block: SqlBlock, end: number): number {
  return block.yaml.slice(0, end).trimEnd().length;
}

function rangeOf(node: unknown): { readonly start: number; readonly end: number } {
  const range = isNode(node) ? node.range : null;
  return { start: range?.[0] ?? 0, end: range?.[1] ?? 0 };
}

/** The line end before the line. */
function lineStartOf(text: string, at: number): number {
  const found = text.lastIndexOf('\n', at - 1);
  return text[found - 1] === '\r' ? found - 1 : Math.max(found, 0);
}

/** On one line. */
function writeYaml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(writeYaml).join(', ')}]`;
  if (typeof value !== 'string') return JSON.stringify(value);
  const isPlain =
    /^[A-Za-z_][\w.-]*$|^\d+[-_][\w.-]*[A-Za-z][\w.-]*$/.test(value) &&
    !/^(true|false|null|yes|no|on|off)$/i.test(value);
  // Neither end of a comment may stand in one.
  return isPlain ? value : JSON.stringify(value).replaceAll('*', '\\x2a');
}
