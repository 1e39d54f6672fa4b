/** What an expression is for certain, without running anything. */
import type { Expression, Node, ObjectExpression } from '@babel/types';

export type Consts = ReadonlyMap<string, Expression>;

/** null: it can't be known. */
export type Evaluated = { readonly value: unknown } | null;

const DEEPEST = 20;

export function evaluate(node: Node, consts: Consts, depth = 0): Evaluated {
  const inner = withoutTypes(node);
  switch (inner.type) {
    case 'StringLiteral':
    case 'NumericLiteral':
    case 'BooleanLiteral':
      return { value: inner.value };
    case 'NullLiteral':
      return { value: null };
    case 'TemplateLiteral':
      return evaluateTemplate(inner.quasis.map(({ value }) => value.cooked ?? null));
    case 'UnaryExpression':
      return evaluateNegative(inner.operator, evaluate(inner.argument, consts, depth + 1));
    case 'ArrayExpression':
      return evaluateAll(inner.elements, consts, depth);
    case 'Identifier':
      return evaluateName(inner.name, consts, depth);
    default:
      return null;
  }
}

/** The object literal that an expression is: itself, or a const of the same file. */
export function resolveObject(node: Node, consts: Consts, depth = 0): ObjectExpression | null {
  const inner = withoutTypes(node);
  if (inner.type === 'ObjectExpression') return inner;
  if (inner.type === 'AssignmentExpression') return resolveObject(inner.right, consts, depth + 1);
  const known = inner.type === 'Identifier' ? consts.get(inner.name) : undefined;
  return known && depth < DEEPEST ? resolveObject(known, consts, depth + 1) : null;
}

/** `x` of `x as const`, `x satisfies T`, `x!`, `<T>x` and `(x)`. */
export function withoutTypes(node: Node): Node {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'ParenthesizedExpression':
      return withoutTypes(node.expression);
    default:
      return node;
  }
}

function evaluateTemplate(parts: readonly (string | null)[]): Evaluated {
  const [only, ...others] = parts;
  return typeof only === 'string' && others.length === 0 ? { value: only } : null;
}

function evaluateNegative(operator: string, argument: Evaluated): Evaluated {
  if (operator === 'void' && argument) return { value: undefined };
  return operator === '-' && typeof argument?.value === 'number' ? { value: -argument.value } : null;
}

function evaluateAll(elements: readonly (Node | null)[], consts: Consts, depth: number): Evaluated {
  const values = elements.map((each) => each && evaluate(each, consts, depth + 1));
  const known = values.filter((each) => each !== null);
  return known.length === values.length ? { value: known.map(({ value }) => value) } : null;
}

function evaluateName(name: string, consts: Consts, depth: number): Evaluated {
  const known = consts.get(name);
  if (known && depth < DEEPEST) return evaluate(known, consts, depth + 1);
  return name === 'undefined' ? { value: undefined } : null;
}
