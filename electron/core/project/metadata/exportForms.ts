/** Parts of a tree that export something, or name `lockstep`. */
import type { AssignmentExpression, Node, Statement } from '@babel/types';
import { withoutTypes } from './evaluate';

/** A property of that name within an expression that would have to run. */
export function findMention(node: Node): Node | null {
  if (isFunction(node)) return null;
  if ('key' in node && isKey(node)) return node;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      const mention = isNode(child) ? findMention(child) : null;
      if (mention) return mention;
    }
  }
  return null;
}

export function assignmentOf(statement: Statement): AssignmentExpression | null {
  if (statement.type === 'ExpressionStatement')
    return statement.expression.type === 'AssignmentExpression' ? statement.expression : null;
  if (statement.type !== 'VariableDeclaration') return null;
  const init = statement.declarations.find((each) => each.init?.type === 'AssignmentExpression')?.init;
  return init?.type === 'AssignmentExpression' ? init : null;
}

/** `a = b = value`: what is assigned to, and the value. */
export function chain(assigned: AssignmentExpression): {
  readonly targets: readonly Node[];
  readonly value: Node;
} {
  const right = withoutTypes(assigned.right);
  if (right.type !== 'AssignmentExpression') return { targets: [assigned.left], value: right };
  const rest = chain(right);
  return { targets: [assigned.left, ...rest.targets], value: rest.value };
}

export function isDefineProperty(node: Node): boolean {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
  const [object, key] = node.arguments;
  const isOwn = key?.type === 'StringLiteral' && key.value === 'lockstep';
  return (
    isOwn && nameOf(node.callee.property) === 'defineProperty' && object !== undefined && isExports(object)
  );
}

/** `module.exports`. A bare `exports = …` exports nothing. */
export function isWhole(node: Node): boolean {
  return (
    node.type === 'MemberExpression' &&
    nameOf(node.object) === 'module' &&
    nameOf(node.property) === 'exports'
  );
}

function isExports(node: Node): boolean {
  return isWhole(node) || nameOf(node) === 'exports';
}

export function isMemberOfExports(node: Node, name: string): boolean {
  return node.type === 'MemberExpression' && isExports(node.object) && nameOf(node.property) === name;
}

export function isKey(node: Node): boolean {
  return 'key' in node && isNode(node.key) && nameOf(node.key) === 'lockstep';
}

export function nameOf(node: Node): string | null {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'StringLiteral' ? node.value : null;
}

function isFunction({ type }: Node): boolean {
  return ['FunctionExpression', 'ArrowFunctionExpression', 'ObjectMethod', 'ClassMethod'].includes(type);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}
