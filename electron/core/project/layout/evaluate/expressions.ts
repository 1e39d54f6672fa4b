/** What an expression is for certain, without running anything. What is not certain is a NotStatic, thrown. */
import type { Node } from '@babel/types';
import { withoutTypes } from '../../metadata/evaluate';
import { lineOf } from '../../metadata/parseCode';
import { NotStatic } from '../readValue';
import { answerOf, answerOfText } from './calls';
import { callOwn } from './functions';
import { memberOf } from './members';
import { evaluateName } from './names';
import { evaluateArray, evaluateObject, evaluateText, keyOf } from './objects';
import type { Scope } from './scope';
import { Builtin, Callable, combine, isNullish, isTruthy, mustRun, negate, Package, textOf } from './values';

const MOST_STEPS = 20_000;
const DEEPEST = 200;

type Of<Type extends Node['type']> = Extract<Node, { type: Type }>;

export function evaluate(node: Node, scope: Scope): unknown {
  const { session } = scope;
  session.steps += 1;
  session.depth += 1;
  try {
    if (session.steps > MOST_STEPS || session.depth > DEEPEST) {
      throw new NotStatic(lineOf(node), 'it leads too far');
    }
    return evaluateNode(withoutTypes(node), scope);
  } finally {
    session.depth -= 1;
  }
}

function evaluateNode(node: Node, scope: Scope): unknown {
  switch (node.type) {
    case 'StringLiteral':
    case 'NumericLiteral':
    case 'BooleanLiteral':
      return node.value;
    case 'NullLiteral':
      return null;
    case 'MetaProperty':
      return new Builtin('import.meta');
    case 'Identifier':
      return evaluateName(node.name, lineOf(node), scope, evaluate);
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return evaluateMember(node, scope);
    case 'TemplateLiteral':
      return evaluateTemplate(node, scope);
    case 'ArrayExpression':
      return evaluateArray(node, scope, evaluate);
    case 'ObjectExpression':
      return evaluateObject(node, scope, evaluate);
    case 'LogicalExpression':
      return evaluateLogical(node, scope);
    case 'BinaryExpression':
      return evaluateBinary(node, scope);
    case 'UnaryExpression':
      return negate(node.operator, evaluate(node.argument, scope), lineOf(node));
    case 'ConditionalExpression':
      return evaluate(
        isTruthy(evaluate(node.test, scope), lineOf(node)) ? node.consequent : node.alternate,
        scope,
      );
    case 'AssignmentExpression':
      if (node.operator === '=') return evaluate(node.right, scope);
      break;
    case 'AwaitExpression':
      return node.argument.type === 'CallExpression'
        ? evaluateCall(node.argument, scope, true)
        : evaluate(node.argument, scope);
    case 'CallExpression':
      return evaluateCall(node, scope, false);
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'FunctionDeclaration':
      if (!node.generator) return new Callable(node.params, node.body, node.async, scope);
  }
  throw new NotStatic(lineOf(node), 'it is computed');
}

function evaluateMember(node: Of<'MemberExpression' | 'OptionalMemberExpression'>, scope: Scope): unknown {
  const key = keyOf(node.property, node.computed, scope, evaluate);
  const object = evaluate(node.object, scope);
  const isOptional = node.type === 'OptionalMemberExpression';
  return isOptional && isNullish(object, lineOf(node))
    ? undefined
    : memberOf(object, key, scope, lineOf(node));
}

function evaluateTemplate({ quasis, expressions }: Of<'TemplateLiteral'>, scope: Scope): string {
  const parts = quasis.map(({ value: { cooked } }, index) => {
    const next = expressions[index];
    return `${cooked ?? ''}${next ? textOf(evaluateText(next, scope, evaluate), lineOf(next)) : ''}`;
  });
  return parts.join('');
}

function evaluateBinary({ operator, left, right }: Of<'BinaryExpression'>, scope: Scope): unknown {
  const look = operator === '+' ? evaluateText : evaluate;
  return combine(operator, look(left, scope, evaluate), look(right, scope, evaluate), lineOf(left));
}

function evaluateLogical({ operator, left, right }: Of<'LogicalExpression'>, scope: Scope): unknown {
  const first = evaluate(left, scope);
  const line = lineOf(left);
  const isFirst = operator === '??' ? !isNullish(first, line) : isTruthy(first, line) === (operator === '||');
  return isFirst ? first : evaluate(right, scope);
}

function evaluateCall(
  { callee, arguments: args }: Of<'CallExpression'>,
  scope: Scope,
  isAwaited: boolean,
): unknown {
  const line = lineOf(callee);
  const given = () => args.map((each) => evaluate(each, scope));
  if (callee.type === 'MemberExpression' && args.length === 0) {
    const object = evaluate(callee.object, scope);
    if (typeof object === 'string')
      return answerOfText(object, keyOf(callee.property, callee.computed, scope, evaluate), line);
  }
  const called = evaluate(callee, scope);
  if (called instanceof Builtin) return answerOf(called.name, { given: given(), scope, line });
  if (called instanceof Callable && (isAwaited || !called.isAsync)) {
    return callOwn(called, { given: given(), line }, evaluate);
  }
  throw new NotStatic(line, called instanceof Package ? mustRun(called) : 'it is the answer of a call');
}
