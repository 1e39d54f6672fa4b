/** The names that statements declare, and by which expressions. */
import type { Node, ObjectPattern, Statement, VariableDeclaration } from '@babel/types';
import type { Binding, Bindings } from './scope';

/** Of the statements themselves, not of those inside them. A name that is declared twice is none. */
export function bindingsOf(statements: readonly Statement[]): Bindings {
  const found = new Map<string, Binding>();
  const twice = new Set<string>();
  for (const [name, binding] of statements.flatMap(declaredBy)) {
    if (found.has(name)) twice.add(name);
    found.set(name, binding);
  }
  for (const name of twice) found.delete(name);
  return found;
}

type Declared = readonly (readonly [name: string, binding: Binding])[];

function declaredBy(statement: Statement): Declared {
  const inner = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
  if (inner?.type === 'VariableDeclaration') return declaredVariables(inner);
  if (inner?.type === 'FunctionDeclaration' && inner.id) {
    return [[inner.id.name, { kind: 'value', node: inner }]];
  }
  if (inner?.type !== 'ImportDeclaration') return [];
  return inner.specifiers.map((specifier) => {
    const imported =
      specifier.type === 'ImportDefaultSpecifier'
        ? 'default'
        : specifier.type === 'ImportNamespaceSpecifier'
          ? '*'
          : (keyName(specifier.imported) ?? '*');
    return [specifier.local.name, { kind: 'import', source: inner.source.value, imported, node: inner }];
  });
}

function declaredVariables({ declarations }: VariableDeclaration): Declared {
  return declarations.flatMap(({ id, init }): Declared => {
    if (!init) return [];
    if (id.type === 'Identifier') return [[id.name, { kind: 'value', node: init }]];
    return id.type === 'ObjectPattern' ? partsOf(id, init) : [];
  });
}

function partsOf({ properties }: ObjectPattern, node: Node): Declared {
  return properties.flatMap((property): Declared => {
    if (property.type !== 'ObjectProperty' || property.computed) return [];
    const key = keyName(property.key);
    const { value } = property;
    const [local, fallback] = value.type === 'AssignmentPattern' ? [value.left, value.right] : [value, null];
    if (key === null || local.type !== 'Identifier') return [];
    return [[local.name, { kind: 'part', node, key, fallback }]];
  });
}

export function keyName(key: Node): string | null {
  if (key.type === 'Identifier') return key.name;
  if (key.type === 'StringLiteral') return key.value;
  return key.type === 'NumericLiteral' ? String(key.value) : null;
}
