/**
 * What a configuration file says, as far as that is certain without running it: literals, path.join, process.env,
 * consts and other files of the same kind. What goes further is said, with the line, and not guessed at.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, isAbsolute, join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import type { Node, ObjectExpression, Program } from '@babel/types';
import { withoutTypes } from '../metadata/evaluate';
import { lineOf, parseCode } from '../metadata/parseCode';
import { type FilePlace, NotStatic, parseJson, readSmall } from './readValue';

const DEEPEST = 8;

interface Scope extends FilePlace {
  readonly path: string;
  readonly names: ReadonlyMap<string, Node>;
  /** Names whose value is being looked up: one that needs itself has none. */
  readonly open: Set<Node>;
  readonly depth: number;
}

const PATH = Symbol('path');
const PROCESS = Symbol('process');
const ENV = Symbol('process.env');
const NOTHING = Symbol('a module without a say in values');

/** The value that the file exports. Throws NotStatic; a file that can't be read or parsed is that too. */
export function evaluateFile(path: string, place: FilePlace, depth = 0): unknown {
  const text = readSmall(path);
  if (extname(path) === '.json') return parseJson(text);
  const parsed = parseCode(text, /\.[cm]?ts$/.test(path) ? 'ts' : 'js');
  if ('problem' in parsed) throw new NotStatic(1, parsed.problem);
  const names = namesOf(parsed.program);
  const scope: Scope = { ...withDotenv(parsed.program, place), path, names, open: new Set(), depth };
  return evaluateExports(parsed.program, scope);
}

function namesOf(program: Program): ReadonlyMap<string, Node> {
  const names = new Map<string, Node>();
  for (const statement of program.body) {
    const inner = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (inner?.type === 'ImportDeclaration') {
      for (const { local } of inner.specifiers) names.set(local.name, inner);
    }
    if (inner?.type === 'FunctionDeclaration' && inner.id) names.set(inner.id.name, inner);
    if (inner?.type !== 'VariableDeclaration' || inner.kind === 'var') continue;
    for (const { id, init } of inner.declarations) {
      if (id.type === 'Identifier' && init && inner.kind === 'const') names.set(id.name, init);
    }
  }
  return names;
}

/** A .env beside the project is what `dotenv` would read; what the environment holds already goes before it. */
function withDotenv(program: Program, place: FilePlace): FilePlace {
  const loads = program.body.some((statement) => /\bdotenv\b/.test(JSON.stringify(statement)));
  if (!loads) return place;
  try {
    const said = parseEnv(readFileSync(join(place.root, '.env'), 'utf8'));
    return { ...place, env: { ...said, ...place.env } };
  } catch {
    return place;
  }
}

function evaluateExports(program: Program, scope: Scope): unknown {
  const parts: Record<string, unknown> = {};
  let whole: { readonly value: unknown } | null = null;
  for (const statement of program.body) {
    if (statement.type === 'ExportDefaultDeclaration')
      whole = { value: evaluate(statement.declaration, scope) };
    if (
      statement.type === 'ExportNamedDeclaration' &&
      statement.declaration?.type === 'VariableDeclaration'
    ) {
      for (const { id, init } of statement.declaration.declarations)
        if (id.type === 'Identifier' && init) parts[id.name] = evaluate(init, scope);
    }
    if (statement.type === 'TSExportAssignment') whole = { value: evaluate(statement.expression, scope) };
    if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'AssignmentExpression')
      continue;
    const { left, right } = statement.expression;
    const name = exportedName(left);
    if (name === 'whole') whole = { value: evaluate(right, scope) };
    else if (name !== null) parts[name.property] = evaluate(right, scope);
  }
  if (whole === null && Object.keys(parts).length === 0)
    throw new NotStatic(1, 'it exports nothing that can be read');
  return whole && Object.keys(parts).length > 0 && isRecord(whole.value)
    ? { ...whole.value, ...parts }
    : (whole?.value ?? parts);
}

/** module.exports, module.exports.x and exports.x. */
function exportedName(node: Node): 'whole' | { readonly property: string } | null {
  if (node.type !== 'MemberExpression' || node.computed || node.property.type !== 'Identifier') return null;
  const { object, property } = node;
  const isModule = object.type === 'Identifier' && object.name === 'module' && property.name === 'exports';
  if (isModule) return 'whole';
  const isExports = object.type === 'Identifier' && object.name === 'exports';
  return isExports || exportedName(object) === 'whole' ? { property: property.name } : null;
}

function evaluate(node: Node, scope: Scope): unknown {
  const inner = withoutTypes(node);
  switch (inner.type) {
    case 'StringLiteral':
    case 'NumericLiteral':
    case 'BooleanLiteral':
      return inner.value;
    case 'NullLiteral':
      return null;
    case 'TemplateLiteral':
      return inner.quasis
        .map(({ value }, index) => {
          const next = inner.expressions[index];
          return `${value.cooked ?? ''}${next ? String(evaluate(next, scope)) : ''}`;
        })
        .join('');
    case 'ArrayExpression':
      return inner.elements.map((each) => (each ? evaluate(each, scope) : null));
    case 'ObjectExpression':
      return evaluateObject(inner, scope);
    case 'Identifier':
      return evaluateName(inner.name, inner, scope);
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return evaluateMember(inner, scope);
    case 'LogicalExpression':
      return evaluateLogical(inner.operator, inner.left, inner.right, scope);
    case 'BinaryExpression':
      return evaluateBinary(inner, scope);
    case 'ConditionalExpression':
      return evaluate(evaluate(inner.test, scope) ? inner.consequent : inner.alternate, scope);
    case 'UnaryExpression':
      return evaluateUnary(inner, scope);
    case 'AssignmentExpression':
      return evaluate(inner.right, scope);
    case 'CallExpression':
      return evaluateCall(inner, scope);
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'FunctionDeclaration':
      return evaluateBody(inner.body, scope);
    case 'AwaitExpression':
      return evaluate(inner.argument, scope);
    default:
      throw new NotStatic(lineOf(inner), 'it is computed');
  }
}

/** A function without parameters that does nothing but answer. */
function evaluateBody(body: Node, scope: Scope): unknown {
  if (body.type !== 'BlockStatement') return evaluate(body, scope);
  const [only, ...others] = body.body;
  if (only?.type === 'ReturnStatement' && only.argument && others.length === 0) {
    return evaluate(only.argument, scope);
  }
  throw new NotStatic(lineOf(body), 'it is a function that must run');
}

function evaluateObject(node: ObjectExpression, scope: Scope): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      const spread = evaluate(property.argument, scope);
      if (isRecord(spread)) Object.assign(found, spread);
      continue;
    }
    const key = keyOf(property.key, property.computed, scope);
    if (key === '__proto__') continue;
    found[key] = evaluateProperty(property.type === 'ObjectProperty' ? property.value : null, scope);
  }
  return found;
}

/** Functions among settings, such as a logger, say nothing about where the database is. */
function evaluateProperty(value: Node | null, scope: Scope): unknown {
  if (value === null || /Function/.test(value.type)) return undefined;
  return later(() => evaluate(value, scope));
}

/** A setting that can't be known spoils only what asks for it. */
function later(look: () => unknown): unknown {
  try {
    return look();
  } catch (error) {
    if (error instanceof NotStatic) return error;
    throw error;
  }
}

function keyOf(key: Node, isComputed: boolean, scope: Scope): string {
  if (key.type === 'Identifier' && !isComputed) return key.name;
  return String(evaluate(key, scope));
}

function evaluateName(name: string, node: Node, scope: Scope): unknown {
  if (name === '__dirname') return dirname(scope.path);
  if (name === '__filename') return scope.path;
  if (name === 'process') return PROCESS;
  if (name === 'undefined') return undefined;
  const known = scope.names.get(name);
  if (!known || scope.open.has(known)) {
    if (name === 'path') return PATH;
    throw new NotStatic(lineOf(node), `${name} is not known without running it`);
  }
  if (known.type === 'ImportDeclaration') return requireModule(known.source.value, known, scope);
  scope.open.add(known);
  try {
    return evaluate(known, scope);
  } finally {
    scope.open.delete(known);
  }
}

function evaluateMember(
  node: Extract<Node, { type: 'MemberExpression' | 'OptionalMemberExpression' }>,
  scope: Scope,
): unknown {
  const key = keyOf(node.property, node.computed, scope);
  const isMeta = node.object.type === 'MetaProperty';
  if (isMeta && key === 'dirname') return dirname(scope.path);
  if (isMeta && key === 'url') return scope.path;
  const object = evaluate(node.object, scope);
  if (object === PROCESS && key === 'env') return ENV;
  if (object === ENV) return scope.env[key];
  if (isRecord(object) && Object.hasOwn(object, key)) return known(object[key]);
  if (isRecord(object) || node.type === 'OptionalMemberExpression') return undefined;
  throw new NotStatic(lineOf(node), `${key} is not known without running it`);
}

/** What was put off until somebody asks for it. */
function known(value: unknown): unknown {
  if (value instanceof NotStatic) throw value;
  return value;
}

function evaluateLogical(operator: string, left: Node, right: Node, scope: Scope): unknown {
  const first = evaluate(left, scope);
  const isLeft = operator === '||' ? Boolean(first) : operator === '&&' ? !first : first != null;
  return isLeft ? first : evaluate(right, scope);
}

function evaluateBinary(node: Extract<Node, { type: 'BinaryExpression' }>, scope: Scope): unknown {
  const [left, right] = [evaluate(node.left, scope), evaluate(node.right, scope)];
  if (node.operator === '+' && typeof left === 'number' && typeof right === 'number') return left + right;
  if (node.operator === '+') return `${left}${right}`;
  if (node.operator === '===' || node.operator === '==') return left === right;
  if (node.operator === '!==' || node.operator === '!=') return left !== right;
  throw new NotStatic(lineOf(node), 'it is computed');
}

function evaluateUnary(node: Extract<Node, { type: 'UnaryExpression' }>, scope: Scope): unknown {
  const value = evaluate(node.argument, scope);
  if (node.operator === '!') return !value;
  if (node.operator === '-') return -Number(value);
  if (node.operator === '+') return Number(value);
  throw new NotStatic(lineOf(node), 'it is computed');
}

function evaluateCall(node: Extract<Node, { type: 'CallExpression' }>, scope: Scope): unknown {
  const { callee } = node;
  const given = () => node.arguments.map((each) => evaluate(each, scope));
  if (callee.type === 'Identifier') {
    if (callee.name === 'require') return requireModule(String(given()[0]), node, scope);
    if (callee.name === 'Number') return Number(given()[0]);
    if (callee.name === 'parseInt') return Number.parseInt(String(given()[0]), 10);
    if (callee.name === 'String') return String(given()[0]);
  }
  if (callee.type !== 'MemberExpression') throw new NotStatic(lineOf(node), 'it is the answer of a call');
  const name = keyOf(callee.property, callee.computed, scope);
  if (callee.object.type === 'Identifier' && callee.object.name === 'JSON' && name === 'parse') {
    return parseJson(String(given()[0]));
  }
  const object = evaluate(callee.object, scope);
  if (object === PROCESS && name === 'cwd') return scope.root;
  if (object === PATH && name === 'resolve') return resolve(scope.root, ...given().map(String));
  if (object === PATH && name === 'join') return join(...given().map(String));
  if (object === PATH && name === 'dirname') return dirname(String(given()[0]));
  throw new NotStatic(lineOf(node), `the answer of ${name}() is not known without running it`);
}

function requireModule(name: string, node: Node, scope: Scope): unknown {
  if (name === 'path' || name === 'node:path') return PATH;
  if (name === 'process' || name === 'node:process') return PROCESS;
  if (!name.startsWith('.') && !isAbsolute(name)) return NOTHING;
  if (scope.depth >= DEEPEST) throw new NotStatic(lineOf(node), 'files need one another in a circle');
  try {
    const path = createRequire(scope.path).resolve(name);
    return evaluateFile(path, scope, scope.depth + 1);
  } catch (error) {
    if (error instanceof NotStatic) throw new NotStatic(lineOf(node), `${name}: ${error.message}`);
    throw new NotStatic(lineOf(node), `${name} is not there`);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof NotStatic)
  );
}
