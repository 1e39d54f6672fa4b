/** Reads `lockstep` out of JavaScript and TypeScript. */
import type { Node, ObjectExpression } from '@babel/types';
import { describeComputed, type Statement } from './checkPlace';
import { type Consts, evaluate, resolveObject, withoutTypes } from './evaluate';
import { type Declaration, findDeclarations } from './findDeclaration';
import { type CodeFormat, lineOf, type ParsedCode, parseCode } from './parseCode';

export interface CodeStatement extends Statement {
  readonly code: ParsedCode | null;
  /** null where the file states nothing, or nothing that can be read. */
  readonly object: ObjectExpression | null;
  /** null also where the object is written elsewhere than the export. */
  readonly holder: Declaration['holder'];
}

export function readCodeStatement(text: string, format: CodeFormat): CodeStatement {
  const code = parseCode(text, format);
  if ('problem' in code) return nothing(null, [code.problem]);
  const { declarations, problems } = findDeclarations(code);
  const objects = new Map(
    declarations.map((each) => [resolveObject(each.value, code.consts), each] as const),
  );
  const [only, other] = [...objects];
  if (problems.length > 0 || !only) return nothing(code, problems);
  if (other) return nothing(code, [describeTwice(other[1].value)]);
  const [object, { value, holder }] = only;
  if (!object) return nothing(code, [describeNoObject(value)]);
  const isOwn = withoutTypes(value) === object;
  return { code, object, holder: isOwn ? holder : null, ...readObject(object, code.consts) };
}

function readObject(object: ObjectExpression, consts: Consts): Statement {
  const values = new Map<string, { readonly value: unknown; readonly line: number }>();
  const problems: string[] = [];
  for (const property of object.properties) {
    const line = lineOf(property);
    const key = keyOf(property);
    if (key === null) {
      problems.push(
        `Line ${line}: this part of lockstep can’t be read without running the file; write its keys out.`,
      );
      continue;
    }
    const known = property.type === 'ObjectProperty' ? evaluate(property.value, consts) : null;
    if (!known) problems.push(describeComputed(key, line));
    else if (known.value !== undefined) values.set(key, { value: known.value, line });
  }
  return { values, problems };
}

/** null for a spread, and for a key that is an expression. */
export function keyOf(property: ObjectExpression['properties'][number]): string | null {
  if (property.type === 'SpreadElement') return null;
  const { key, computed } = property;
  if (key.type === 'StringLiteral') return key.value;
  return key.type === 'Identifier' && !computed ? key.name : null;
}

function nothing(code: ParsedCode | null, problems: readonly string[]): CodeStatement {
  return { code, object: null, holder: null, values: new Map(), problems };
}

function describeTwice(node: Node): string {
  return `Line ${lineOf(node)}: the file exports lockstep a second time; keep one of them.`;
}

function describeNoObject(node: Node): string {
  return `Line ${lineOf(node)}: lockstep can’t be read without running the file; write an object, such as { revises: 'NAME' }.`;
}
