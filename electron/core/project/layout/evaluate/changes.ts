/**
 * What a file does to values after they are made. Where the objects of a configuration are changed, or handed to
 * somebody who may change them, their making does not say what they are in the end.
 */
import type { Node, Program } from '@babel/types';
import { keyName } from './bindings';
import type { Bindings, Changes } from './scope';
import { walk } from './walk';

export interface FoundChanges extends Changes {
  /** What assigns to module.exports, exports or parts of them, or may change them in another way. */
  readonly ofExports: readonly Node[];
}

interface Change {
  /** The name that the changed thing is reached by. */
  readonly root: string;
  /** The name itself has another value, not only what it leads to. */
  readonly isWhole: boolean;
  readonly by: Node;
}

/** They look at what they get, and leave it as it is. */
const HARMLESS =
  /^(console\.\w+|path\.\w+|url\.\w+|JSON\.\w+|String|Number|Boolean|parseInt|require|fileURLToPath|join|resolve|Object\.(freeze|keys|values|entries|fromEntries))$/;

export function findChanges(program: Program, bindings: Bindings): FoundChanges {
  const nodes = [...walk(program)];
  const changes = nodes.flatMap(changesBy);
  const isOfExports = ({ root }: Change) => root === 'module' || root === 'exports';
  const own = changes.filter((change) => !isOfExports(change));
  return {
    assigned: new Set(own.filter(({ isWhole }) => isWhole).map(({ root }) => root)),
    touched: withOrigins(
      own.filter(({ isWhole }) => !isWhole).map(({ root }) => root),
      bindings,
    ),
    variables: new Set(nodes.flatMap(variableSetBy)),
    ofExports: changes.filter(isOfExports).map(({ by }) => by),
  };
}

function changesBy(node: Node): readonly Change[] {
  switch (node.type) {
    case 'AssignmentExpression':
    case 'ForInStatement':
    case 'ForOfStatement':
      return node.left.type === 'VariableDeclaration' ? [] : changesOf(node.left, node);
    case 'UpdateExpression':
      return changesOf(node.argument, node);
    case 'UnaryExpression':
      return node.operator === 'delete' ? changesOf(node.argument, node) : [];
    case 'CallExpression':
    case 'NewExpression':
      return handedOver(node)
        .flatMap(namesIn)
        .map((root) => ({ root, isWhole: false, by: node }));
    default:
      return [];
  }
}

function changesOf(target: Node, by: Node): readonly Change[] {
  if (target.type === 'Identifier') return [{ root: target.name, isWhole: true, by }];
  const root = rootOf(target);
  if (root !== null) return [{ root, isWhole: false, by }];
  return namesIn(target).map((name) => ({ root: name, isWhole: true, by }));
}

/** Objects that a call could change: what it is given, and what it is called on. */
function handedOver(node: Extract<Node, { type: 'CallExpression' | 'NewExpression' }>): readonly Node[] {
  const called = dottedName(node.callee);
  const [first, key] = node.arguments;
  const marksModule = key?.type === 'StringLiteral' && key.value === '__esModule';
  if (HARMLESS.test(called) || marksModule) return [];
  if (called === 'Object.assign') return first ? [first] : [];
  return node.callee.type === 'MemberExpression' ? [...node.arguments, node.callee.object] : node.arguments;
}

/** With what the changed things were made of: that may have changed with them. */
function withOrigins(names: readonly string[], bindings: Bindings): ReadonlySet<string> {
  const touched = new Set(names);
  // A set that grows while it is gone through shows what was added, too.
  for (const name of touched) {
    const made = bindings.get(name);
    if (made) for (const each of namesIn(made.node)) touched.add(each);
  }
  return touched;
}

/** Those that are looked up, and not the keys of objects. */
function namesIn(node: Node): readonly string[] {
  const nodes = [...walk(node)];
  const keys = new Set(nodes.map(keyIn));
  return nodes.flatMap((each) => (each.type === 'Identifier' && !keys.has(each) ? [each.name] : []));
}

function keyIn(node: Node): Node | null {
  if (node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression') {
    return node.computed ? null : node.property;
  }
  const hasKey = node.type === 'ObjectProperty' || node.type === 'ObjectMethod';
  return hasKey && !node.computed ? node.key : null;
}

/** The name that a chain of members begins with. */
function rootOf(node: Node): string | null {
  let inner = node;
  while (inner.type === 'MemberExpression') inner = inner.object;
  return inner.type === 'Identifier' ? inner.name : null;
}

function dottedName(node: Node): string {
  if (node.type === 'Identifier') return node.name;
  if (node.type !== 'MemberExpression' || node.computed) return '';
  return `${dottedName(node.object)}.${keyName(node.property) ?? ''}`;
}

/** X of `process.env.X = …`; * where it may be any of them. */
function variableSetBy(node: Node): readonly string[] {
  if (node.type !== 'AssignmentExpression' && node.type !== 'UnaryExpression') return [];
  const target = node.type === 'UnaryExpression' ? node.argument : node.left;
  if (node.type === 'UnaryExpression' && node.operator !== 'delete') return [];
  if (target.type !== 'MemberExpression' || dottedName(target.object) !== 'process.env') return [];
  const isKnown = !target.computed || target.property.type === 'StringLiteral';
  return [isKnown ? (keyName(target.property) ?? '*') : '*'];
}
