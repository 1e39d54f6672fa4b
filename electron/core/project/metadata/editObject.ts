/** Changes properties of an object literal, in its own layout. */
import type { ObjectExpression } from '@babel/types';
import type MagicString from 'magic-string';
import { keyOf } from './codeStatement';
import { rangeOf } from './parseCode';
import { isAddition, lineEndOf, type PlaceAddition, type PlaceEdit, type PlaceValue } from './placeEdits';

type Property = ObjectExpression['properties'][number];

/** Whether nothing is left in it; it is written as `{}` then. */
export function editObject(
  edited: MagicString,
  object: ObjectExpression,
  edits: readonly PlaceEdit[],
): boolean {
  const byKey = new Map(edits.map((edit) => [edit.key, edit]));
  const own = new Set(object.properties.map(keyOf));
  const stays = object.properties.filter((property) => {
    const edit = byKey.get(keyOf(property) ?? '');
    return !edit || isAddition(edit);
  });
  const additions = edits.filter(isAddition).filter(({ key }) => !own.has(key));
  if (stays.length === 0) {
    const { start, end } = rangeOf(object);
    edited.overwrite(start, end, writeObject(additions, edited.original));
    return additions.length === 0;
  }
  for (const property of object.properties) {
    const edit = byKey.get(keyOf(property) ?? '');
    if (edit && isAddition(edit)) replaceValue(edited, property, edit);
    else if (edit) removeProperty(edited, object, property);
  }
  if (additions.length > 0) addToObject(edited, object, writeProperties(additions, edited.original));
  return false;
}

/** At its beginning: what stands at the end may have a comment behind it. */
export function addToObject(
  edited: MagicString,
  object: ObjectExpression,
  properties: readonly string[],
): void {
  const text = edited.original;
  const { start, end } = rangeOf(object);
  const first = object.properties[0];
  const gap = text.slice(start + 1, first ? rangeOf(first).start : end - 1);
  if (!first && gap.trim() === '') edited.overwrite(start, end, `{ ${properties.join(', ')} }`);
  else if (gap.includes('\n')) {
    const indent = lineEndOf(text) + (/[ \t]*$/.exec(gap)?.[0] ?? '');
    edited.appendLeft(start + 1, properties.map((each) => `${indent}${each},`).join(''));
  } else {
    const listed = properties.join(', ');
    edited.appendLeft(start + 1, gap === '' ? `${listed}, ` : ` ${listed},`);
  }
}

export function removeProperty(edited: MagicString, object: ObjectExpression, property: Property): void {
  const text = edited.original;
  const all = object.properties;
  const index = all.indexOf(property);
  const { start, end } = rangeOf(property);
  const next = all[index + 1];
  const previous = all[index - 1];
  if (next && isComma(text.slice(end, rangeOf(next).start))) edited.remove(start, rangeOf(next).start);
  else if (!next && previous && isComma(text.slice(rangeOf(previous).end, start)))
    edited.remove(rangeOf(previous).end, end);
  else removeAlone(edited, start, end);
}

/** Where comments are its neighbours: those stay. */
function removeAlone(edited: MagicString, start: number, end: number): void {
  const text = edited.original;
  const comma = /^(\s|\/\*[\s\S]*?\*\/|\/\/[^\n]*)*,/.exec(text.slice(end));
  const after = end + (comma?.[0].length ?? 0);
  // A line's end may close a comment before it, so that it goes only where another follows.
  const isLineOver = /^[ \t]*(\/\/|\r?\n)/.test(text.slice(after));
  const gap = isLineOver ? /\r?\n[ \t]*$/.exec(text.slice(0, start)) : null;
  edited.remove(start - (gap?.[0].length ?? 0), end);
  if (comma) edited.remove(after - 1, after);
}

function replaceValue(edited: MagicString, property: Property, { key, value }: PlaceAddition): void {
  const written = writeValue(value, edited.original);
  const isWhole = property.type !== 'ObjectProperty' || property.shorthand;
  const { start, end } = rangeOf(isWhole ? property : property.value);
  edited.overwrite(start, end, isWhole ? `${key}: ${written}` : written);
}

export function writeObject(additions: readonly PlaceAddition[], text: string): string {
  return additions.length === 0 ? '{}' : `{ ${writeProperties(additions, text).join(', ')} }`;
}

function writeProperties(additions: readonly PlaceAddition[], text: string): readonly string[] {
  return additions.map(({ key, value }) => `${key}: ${writeValue(value, text)}`);
}

function writeValue(value: PlaceValue, text: string): string {
  if (value === null || value === false) return String(value);
  const quote = quoteOf(text);
  if (typeof value === 'string') return writeText(value, quote);
  return `[${value.map((each) => writeText(each, quote)).join(', ')}]`;
}

function writeText(text: string, quote: string): string {
  const inner = JSON.stringify(text).slice(1, -1);
  return quote === '"' ? `"${inner}"` : `'${inner.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** The quotes that the file uses. */
function quoteOf(text: string): string {
  const telling = /(?:^|\b(?:require|import)\s*\(|\b(?:from|import)\s)\s*(['"])/m.exec(text);
  if (telling?.[1]) return telling[1];
  return text.split('"').length > text.split("'").length ? '"' : "'";
}

function isComma(gap: string): boolean {
  return /^\s*,\s*$/.test(gap);
}
