/**
 * Renames of objects that stay otherwise: a value, its SQL, and how it is written in answers and on the command line.
 * Knows no session. findRenames.ts finds candidates, renameOnTwin.ts does them to a Catalog.
 */
import { quoteIdent, quoteLiteral, quoteQualified } from '../../sql/quote';
import type { Change } from '../diff/diffCatalogs';
import { idInSchema, idOnTable, plain } from '../identity';
import { type Step, step } from '../write/step';

export type RenamedKind = 'table' | 'column' | 'index' | 'sequence' | 'constraint' | 'label';

export interface Rename {
  readonly kind: RenamedKind;
  readonly schema: string;
  /** Of a column or a constraint its table, of a label its enum; else null. */
  readonly of: string | null;
  readonly from: string;
  readonly to: string;
}

/** As `column public.orders.total=amount`. */
export function idOfRename({ kind, schema, of, from, to }: Rename): string {
  const path = [schema, ...(of === null ? [] : [of]), from].map(plain).join('.');
  return `${kind} ${path}=${plain(to)}`;
}

export function reversed(rename: Rename): Rename {
  return { ...rename, from: rename.to, to: rename.from };
}

export function renameStep({ kind, schema, of, from, to }: Rename): Step {
  const name = quoteQualified(schema, of ?? from);
  switch (kind) {
    case 'table':
      return step(`ALTER TABLE ${name} RENAME TO ${quoteIdent(to)}`, 'ACCESS EXCLUSIVE');
    case 'column':
      return step(
        `ALTER TABLE ${name} RENAME COLUMN ${quoteIdent(from)} TO ${quoteIdent(to)}`,
        'ACCESS EXCLUSIVE',
      );
    case 'constraint':
      return step(
        `ALTER TABLE ${name} RENAME CONSTRAINT ${quoteIdent(from)} TO ${quoteIdent(to)}`,
        'ACCESS EXCLUSIVE',
      );
    case 'sequence':
      return step(`ALTER SEQUENCE ${name} RENAME TO ${quoteIdent(to)}`, 'ACCESS EXCLUSIVE');
    case 'index':
      return step(`ALTER INDEX ${name} RENAME TO ${quoteIdent(to)}`, 'SHARE UPDATE EXCLUSIVE');
    case 'label':
      return step(`ALTER TYPE ${name} RENAME VALUE ${quoteLiteral(from)} TO ${quoteLiteral(to)}`);
  }
}

/** Of the object as it is called before. */
export function renamedObject({ kind, schema, of, from }: Rename): string {
  switch (kind) {
    case 'table':
    case 'index':
    case 'sequence':
      return idInSchema(kind, schema, from);
    case 'column':
      return idInSchema('table', schema, of ?? '');
    case 'constraint':
      return idOnTable(kind, schema, of ?? '', from);
    case 'label':
      return idInSchema('enum', schema, of ?? '');
  }
}

const KINDS = {
  table: 'table',
  column: 'table',
  index: 'index',
  sequence: 'sequence',
  constraint: 'constraint',
  label: 'enum',
} as const;

export function renameChange(rename: Rename): Change {
  const { kind } = rename;
  return {
    action: 'rename',
    kind: KINDS[kind],
    object: renamedObject(rename),
    isReplaced: false,
    steps: [renameStep(rename)],
  };
}
