import { quoteIdent } from '../../sql/quote';
import type { CatalogObject, Grant } from '../catalog';
import { quotedTable } from '../identity';
import { dropGrant } from './grants';
import { targetOf } from './names';
import { type LockMode, type Step, step } from './step';

export function dropObject(object: CatalogObject): readonly Step[] {
  if (object.kind === 'grant') return dropGrant(object);
  return [dropOne(object)];
}

function dropOne(object: Exclude<CatalogObject, Grant>): Step {
  if (object.kind === 'constraint') {
    return step(
      `ALTER TABLE ${quotedTable(object)} DROP CONSTRAINT ${quoteIdent(object.name)}`,
      'ACCESS EXCLUSIVE',
    );
  }
  const destroys = lossOf(object);
  return step(`DROP ${targetOf(object)}`, lockOf(object), destroys === null ? {} : { destroys });
}

function lossOf(object: CatalogObject): string | null {
  if (object.kind === 'table') return object.foreign ? null : 'all rows of the table';
  if (object.kind === 'sequence') return 'the number that it is at';
  return null;
}

function lockOf({ kind }: CatalogObject): LockMode | null {
  const takes: readonly CatalogObject['kind'][] = [
    'table',
    'view',
    'index',
    'trigger',
    'rule',
    'policy',
    'sequence',
  ];
  if (kind === 'statistics') return 'SHARE UPDATE EXCLUSIVE';
  return takes.includes(kind) ? 'ACCESS EXCLUSIVE' : null;
}
