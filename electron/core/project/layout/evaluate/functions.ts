/** Functions of the file that only make names and answer. */
import type { Node, Statement } from '@babel/types';
import { lineOf } from '../../metadata/parseCode';
import { NotStatic } from '../readValue';
import { bindingsOf } from './bindings';
import type { Evaluate, Scope } from './scope';
import type { Callable } from './values';

interface Given {
  readonly given: readonly unknown[];
  /** Of the call. */
  readonly line: number;
}

export function callOwn(
  { params, body, scope }: Callable,
  { given, line }: Given,
  evaluate: Evaluate,
): unknown {
  const values = new Map<string, unknown>();
  for (const [index, param] of params.entries()) {
    const { name, fallback } = parameterOf(param, line);
    const value = given[index];
    values.set(name, value === undefined && fallback ? evaluate(fallback, scope) : value);
  }
  const inner: Scope = { ...scope, values, bindings: new Map(), parent: scope };
  if (body.type !== 'BlockStatement') return evaluate(body, inner);
  const answer = body.body.at(-1);
  const before = body.body.slice(0, -1);
  if (answer?.type !== 'ReturnStatement' || !answer.argument || !before.every(isDeclaration)) {
    throw new NotStatic(lineOf(body), 'it is a function that must run');
  }
  return evaluate(answer.argument, { ...inner, bindings: bindingsOf(before) });
}

function isDeclaration({ type }: Statement): boolean {
  return type === 'VariableDeclaration' || type === 'FunctionDeclaration';
}

function parameterOf(param: Node, line: number): { readonly name: string; readonly fallback: Node | null } {
  if (param.type === 'Identifier') return { name: param.name, fallback: null };
  if (param.type === 'AssignmentPattern' && param.left.type === 'Identifier') {
    return { name: param.left.name, fallback: param.right };
  }
  throw new NotStatic(line, 'it is a function that must run');
}
