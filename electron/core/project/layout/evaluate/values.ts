/** Values as they are while a file is read without running it, and what may be done with them for certain. */
import type { Node } from '@babel/types';
import { NotSet, NotStatic } from '../readValue';
import type { Scope } from './scope';

/** What Node gives to every file: `path`, `process`, `process.env`, `JSON` and their like. */
export class Builtin {
  constructor(readonly name: string) {}
}

/** A package, or something out of one: only its code knows what that is. */
export class Package {
  constructor(
    readonly name: string,
    /** As in `.member`; empty for the package itself. */
    readonly member = '',
  ) {}
}

/** A function of the file, with the scope that it was written in. */
export class Callable {
  constructor(
    readonly params: readonly Node[],
    readonly body: Node,
    readonly isAsync: boolean,
    readonly scope: Scope,
  ) {}
}

const LONGEST_TEXT = 64 * 1024;

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** A value that was put off until somebody asks for it. */
export function known(value: unknown): unknown {
  if (value instanceof NotSet) return undefined;
  if (value instanceof NotStatic) throw value;
  return value;
}

/** Of a string, number or boolean; other things become text in ways that nobody means. */
export function textOf(value: unknown, line: number): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return refuseLong(String(value), line);
  }
  throw new NotStatic(line, value instanceof Package ? mustRun(value) : 'it is made of something unknown');
}

export function refuseLong(text: string, line: number): string {
  if (text.length > LONGEST_TEXT) throw new NotStatic(line, 'it is a text without end');
  return text;
}

export function isTruthy(value: unknown, line: number): boolean {
  if (value instanceof Package) throw new NotStatic(line, mustRun(value));
  if (value instanceof Builtin) throw new NotStatic(line, `${value.name} is not known without running it`);
  return Boolean(value);
}

export function isNullish(value: unknown, line: number): boolean {
  return !isTruthy(value, line) && (value === undefined || value === null);
}

export function mustRun({ name }: Package): string {
  return `it comes from the package ${name}`;
}

export function combine(operator: string, left: unknown, right: unknown, line: number): unknown {
  switch (operator) {
    case '+':
      if (typeof left === 'number' && typeof right === 'number') return left + right;
      if (typeof left !== 'string' && typeof right !== 'string') break;
      return refuseLong(textOf(left, line) + textOf(right, line), line);
    case '===':
    case '==':
      return isEqual(operator, left, right, line);
    case '!==':
    case '!=':
      return !isEqual(operator, left, right, line);
  }
  throw new NotStatic(line, 'it is computed');
}

/** Objects are made anew whenever they are asked for here: which of two equal ones it is can't be told. */
function isEqual(operator: string, left: unknown, right: unknown, line: number): boolean {
  const isObject = [left, right].some((value) => typeof value === 'object' && value !== null);
  const isLoose = operator === '==' || operator === '!=';
  const hasNothing = [left, right].some((value) => value === undefined || value === null);
  if (isObject || (isLoose && !hasNothing && typeof left !== typeof right)) {
    throw new NotStatic(line, 'it is compared with something of another kind');
  }
  return isLoose ? (left ?? null) === (right ?? null) : left === right;
}

export function negate(operator: string, value: unknown, line: number): unknown {
  if (operator === '!') return !isTruthy(value, line);
  if (operator === 'void') return undefined;
  if (operator === 'typeof' && (value === undefined || /^(string|number|boolean)$/.test(typeof value)))
    return typeof value;
  if (operator === '-' || operator === '+') {
    const number = numberOf(value, line);
    return operator === '-' ? -number : number;
  }
  throw new NotStatic(line, 'it is computed');
}

export function numberOf(value: unknown, line: number): number {
  if (value === undefined) return Number.NaN;
  if (value === null || /^(string|number|boolean)$/.test(typeof value)) return Number(value);
  throw new NotStatic(line, 'it is made of something unknown');
}
