/** The .env files that a file loads before anything else of it counts. */
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import type { Node, Program } from '@babel/types';
import { lineOf } from '../../metadata/parseCode';
import { NotStatic, readSmall } from '../readValue';
import { evaluate } from './expressions';
import type { Scope } from './scope';
import { isRecord, known, Package } from './values';
import { walk } from './walk';

const AT_ONCE = /^dotenv(-safe)?\/config(\.js)?$/;
const PLAIN = /^dotenv(-safe)?(\/config(\.js)?)?$/;
/** They set variables, too, from files and in an order of their own. */
const OTHERS = /^(dotenv-|@dotenvx\/|@next\/env|env-cmd|dotenvx)/;

/** Loads what the file requires for its own sake, and the .env files that it asks for. */
export function loadVariables(program: Program, scope: Scope): void {
  for (const statement of program.body) {
    if (/Function|Class/.test(statement.type)) continue;
    if (statement.type === 'ImportDeclaration' && statement.importKind !== 'type') {
      loadNamed(statement.source.value, statement, scope);
      continue;
    }
    for (const node of walk(statement)) if (node.type === 'CallExpression') loadBy(node, scope);
  }
}

function loadBy(node: Extract<Node, { type: 'CallExpression' }>, scope: Scope): void {
  const { callee } = node;
  const [first] = node.arguments;
  if (callee.type === 'Identifier' && callee.name === 'require' && first?.type === 'StringLiteral') {
    loadNamed(first.value, node, scope);
  }
  const called = unlessUnknown(() => evaluate(callee, scope));
  if (!(called instanceof Package) || called.member !== '.config' || !PLAIN.test(called.name)) return;
  const options = first ? unlessUnknown(() => evaluate(first, scope)) : {};
  if (!isRecord(options)) {
    scope.session.envLoader ??= 'dotenv';
    return;
  }
  loadFiles(options, scope);
}

function loadNamed(name: string, node: Node, scope: Scope): void {
  if (AT_ONCE.test(name)) loadFiles({}, scope);
  if (OTHERS.test(name) && !PLAIN.test(name)) scope.session.envLoader ??= name;
  // Another file of the project may load variables for this one.
  if (/^\.{0,2}\//.test(name)) unlessUnknown(() => scope.load(name, scope, lineOf(node)));
}

function loadFiles(options: Record<string, unknown>, { session }: Scope): void {
  const { root, env } = session.place;
  const path = unlessUnknown(() => known(options.path ?? join(root, '.env')));
  const override = unlessUnknown(() => known(options.override));
  const paths = Array.isArray(path) ? path : [path];
  for (const each of paths) {
    if (typeof each !== 'string') session.envLoader ??= 'dotenv';
    else if (override === true) Object.assign(env, parseFile(resolve(root, each)));
    // What is set already goes before what the file says.
    else Object.assign(env, { ...parseFile(resolve(root, each)), ...withoutUnset(env) });
  }
}

/** A file that is not there is none to dotenv. */
function parseFile(path: string): NodeJS.Dict<string> {
  const text = unlessUnknown(() => readSmall(path));
  return typeof text === 'string' ? parseEnv(text) : {};
}

function withoutUnset(env: Readonly<Record<string, string | undefined>>) {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined));
}

function unlessUnknown(look: () => unknown): unknown {
  try {
    return look();
  } catch (error) {
    if (error instanceof NotStatic) return null;
    throw error;
  }
}
