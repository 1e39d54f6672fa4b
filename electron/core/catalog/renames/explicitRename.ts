import type { Catalog } from '../catalog';
import { plain } from '../identity';
import type { Rename, RenamedKind } from './rename';

/**
 * A rename as it is written: `[kind] path=new`, where the path ends in a table (schema.table), a column
 * (schema.table.column), an index or a sequence (schema.index), a constraint (schema.table.constraint) or a label
 * (schema.enum.label) and may leave out the schema where that leaves one. null: there is nothing of that name, or
 * nothing of the new one.
 */
export function explicitRename(text: string, from: Catalog, to: Catalog): Rename | null {
  const written = /^(?:(table|column|index|sequence|constraint|label) )?(.+)=(.+)$/.exec(text);
  if (!written) return null;
  const [, kind, path = '', name = ''] = written;
  const [first, ...others] = namesIn(from).filter(
    (each) => (kind === undefined || kind === each.kind) && isCalled(path, each),
  );
  if (!first || others.length > 0) return null;
  const now: Named = { ...first, name: unquoted(name) };
  const isAt = (catalog: Catalog, named: Named) => namesIn(catalog).some((each) => isSame(each, named));
  if (isAt(from, now) || isAt(to, first) || !isAt(to, now)) return null;
  const { kind: found, schema, of } = first;
  return { kind: found, schema, of, from: first.name, to: now.name };
}

function namesIn({ objects }: Catalog): readonly Named[] {
  return objects.flatMap((object): readonly Named[] => {
    switch (object.kind) {
      case 'table':
        return [
          { kind: 'table', schema: object.schema, of: null, name: object.name },
          ...object.columns.map(
            ({ name }) => ({ kind: 'column', schema: object.schema, of: object.name, name }) as const,
          ),
        ];
      case 'index':
      case 'sequence':
        return [{ kind: object.kind, schema: object.schema, of: null, name: object.name }];
      case 'constraint':
        return [{ kind: 'constraint', schema: object.schema, of: object.table, name: object.name }];
      case 'enum':
        return object.labels.map(
          (name) => ({ kind: 'label', schema: object.schema, of: object.name, name }) as const,
        );
      default:
        return [];
    }
  });
}

function isSame(a: Named, b: Named): boolean {
  return a.kind === b.kind && a.schema === b.schema && a.of === b.of && a.name === b.name;
}

interface Named {
  readonly kind: RenamedKind;
  readonly schema: string;
  readonly of: string | null;
  readonly name: string;
}

function isCalled(path: string, { schema, of, name }: Named): boolean {
  const own = [...(of === null ? [] : [of]), name].map(plain).join('.');
  return path === own || path === `${plain(schema)}.${own}`;
}

function unquoted(name: string): string {
  return /^".*"$/.test(name) ? name.slice(1, -1).replaceAll('""', '"') : name;
}
