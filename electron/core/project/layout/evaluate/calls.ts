/** The answers of functions that every file has, where they are certain. */
import { basename, dirname, join, normalize, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NotStatic, parseJson } from '../readValue';
import { readNearby } from './nearby';
import type { Scope } from './scope';
import { isRecord, numberOf, refuseLong, textOf } from './values';

interface Call {
  readonly given: readonly unknown[];
  readonly scope: Scope;
  readonly line: number;
}

const texts = ({ given, line }: Call) => given.map((value) => textOf(value, line));
const text = ({ given: [first], line }: Call) => textOf(first, line);

const ANSWERS: Readonly<Record<string, (call: Call) => unknown>> = {
  require: (call) => call.scope.load(text(call), call.scope, call.line).exports,
  Number: ({ given: [value], line }) => numberOf(value, line),
  parseInt: ({ given: [value, radix], line }) =>
    Number.parseInt(value === undefined ? '' : textOf(value, line), numberOf(radix ?? 10, line)),
  String: text,
  'path.resolve': (call) => resolve(call.scope.session.place.root, ...texts(call)),
  'path.join': (call) => join(...texts(call)),
  'path.dirname': (call) => dirname(text(call)),
  'path.basename': (call) => basename(text(call)),
  'path.normalize': (call) => normalize(text(call)),
  'process.cwd': ({ scope }) => scope.session.place.root,
  'url.fileURLToPath': (call) => pathOf(text(call), call.line),
  'fs.readFileSync': (call) => readNearby(text(call), call.scope, call.line),
  'JSON.parse': (call) => parseJson(text(call)),
  'Object.freeze': ({ given: [value] }) => value,
  'Promise.resolve': ({ given: [value] }) => value,
  'Object.assign': ({ given, line }) => Object.assign({}, ...given.map((each) => recordOf(each, line))),
};

/** `name` is that of a Builtin. */
export function answerOf(name: string, call: Call): unknown {
  const answer = Object.hasOwn(ANSWERS, name) ? ANSWERS[name] : undefined;
  if (!answer) throw new NotStatic(call.line, `the answer of ${name}() is not known without running it`);
  return answer(call);
}

/** Methods of a text that take nothing. */
export function answerOfText(value: string, method: string, line: number): string {
  if (method === 'trim') return value.trim();
  if (method === 'toString') return value;
  if (method === 'toLowerCase') return value.toLowerCase();
  if (method === 'toUpperCase') return refuseLong(value.toUpperCase(), line);
  throw new NotStatic(line, `the answer of ${method}() is not known without running it`);
}

function recordOf(value: unknown, line: number): Record<string, unknown> {
  if (value === undefined || value === null) return {};
  if (isRecord(value)) return value;
  throw new NotStatic(line, 'it is made of something unknown');
}

function pathOf(url: string, line: number): string {
  try {
    return fileURLToPath(url);
  } catch {
    throw new NotStatic(line, `${url} is not the URL of a file`);
  }
}
