/** Objects and arrays, with each part known or said to be unknown by itself. */
import type { ArrayExpression, Node, ObjectExpression, ObjectMethod } from '@babel/types';
import { withoutTypes } from '../../metadata/evaluate';
import { lineOf } from '../../metadata/parseCode';
import { MadeOfUnset, NotSet, NotStatic } from '../readValue';
import { type Evaluate, findBinding, type Scope } from './scope';
import { Builtin, Callable, isNullish, isRecord, mustRun, Package, textOf } from './values';

const MOST_ELEMENTS = 1000;

export function evaluateObject(
  node: ObjectExpression,
  scope: Scope,
  evaluate: Evaluate,
): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      Object.assign(found, evaluateSpread(property.argument, scope, evaluate));
      continue;
    }
    const key = keyOf(property.key, property.computed, scope, evaluate);
    if (key === '__proto__') throw new NotStatic(lineOf(property), 'it inherits from something');
    found[key] = evaluateProperty(
      property.type === 'ObjectMethod' ? property : property.value,
      scope,
      evaluate,
    );
  }
  return found;
}

function evaluateSpread(node: Node, scope: Scope, evaluate: Evaluate): object {
  const value = evaluate(node, scope);
  if (isRecord(value)) return value;
  if (isNullish(value, lineOf(node)) || value === false) return {};
  throw new NotStatic(lineOf(node), 'it is made of something unknown');
}

/** What can't be known spoils only what asks for it. */
function evaluateProperty(node: Node, scope: Scope, evaluate: Evaluate): unknown {
  return later(() => {
    if (node.type === 'ObjectMethod') return evaluateMethod(node, scope);
    const value = evaluate(node, scope);
    if (value instanceof Package) throw new NotStatic(lineOf(node), mustRun(value));
    if (value instanceof Builtin) throw new NotStatic(lineOf(node), `it is ${value.name}`);
    if (value !== undefined) return value;
    const variable = variableOf(withoutTypes(node), scope, evaluate);
    return variable === null ? undefined : new NotSet(lineOf(node), variable);
  });
}

function evaluateMethod(node: ObjectMethod, scope: Scope): Callable {
  if (node.kind === 'method' && !node.generator) {
    return new Callable(node.params, node.body, node.async, scope);
  }
  throw new NotStatic(lineOf(node), 'it is computed');
}

export function later(look: () => unknown): unknown {
  try {
    return look();
  } catch (error) {
    if (error instanceof NotStatic) return error;
    throw error;
  }
}

export function evaluateArray(
  { elements }: ArrayExpression,
  scope: Scope,
  evaluate: Evaluate,
): readonly unknown[] {
  const found: unknown[] = [];
  for (const element of elements) {
    if (element?.type !== 'SpreadElement') {
      found.push(element ? evaluate(element, scope) : undefined);
      continue;
    }
    const spread = evaluate(element.argument, scope);
    if (!Array.isArray(spread) || found.length + spread.length > MOST_ELEMENTS)
      throw new NotStatic(lineOf(element), 'it is made of something unknown');
    found.push(...spread);
  }
  return found;
}

/** A variable that is not set would be the text "undefined": nobody means that. */
export function evaluateText(node: Node, scope: Scope, evaluate: Evaluate): unknown {
  const value = evaluate(node, scope);
  if (value !== undefined) return value;
  const variable = variableOf(node, scope, evaluate);
  const line = lineOf(node);
  throw variable === null ? new NotStatic(line, 'it is made of nothing') : new MadeOfUnset(line, variable);
}

/** X of process.env.X, or of a name that was taken out of process.env. */
function variableOf(node: Node, scope: Scope, evaluate: Evaluate): string | null {
  const isEnv = (of: Node, at: Scope) => {
    const object = later(() => evaluate(of, at));
    return object instanceof Builtin && object.name === 'process.env';
  };
  if (node.type === 'MemberExpression') {
    return isEnv(node.object, scope) ? keyOf(node.property, node.computed, scope, evaluate) : null;
  }
  const found = node.type === 'Identifier' ? findBinding(node.name, scope) : null;
  const isPart = found?.binding.kind === 'part' && isEnv(found.binding.node, found.scope);
  return isPart && found.binding.kind === 'part' ? found.binding.key : null;
}

export function keyOf(key: Node, isComputed: boolean, scope: Scope, evaluate: Evaluate): string {
  if (key.type === 'Identifier' && !isComputed) return key.name;
  return textOf(evaluate(key, scope), lineOf(key));
}
