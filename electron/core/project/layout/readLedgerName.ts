/** What sequelize-cli calls its ledger, by the settings of an environment. */
import type { LedgerName } from '../project';
import { isRecord } from './evaluate/values';
import { NotSet, NotStatic } from './readValue';
import { type Settings, textOf } from './settings';

/** null: as it does where nothing is said. Throws an Error whose message is for people. */
export function readLedgerName(settings: Settings): LedgerName | null {
  const storage = textOf(settings, 'migrationStorage');
  if (storage !== null && storage !== 'sequelize') {
    throw new Error(`Its ledger is not in the database: migrationStorage is “${storage}”.`);
  }
  const table = textOf(settings, 'migrationStorageTableName');
  const schema = schemaOf(settings);
  // Names that are not quoted are in small letters to PostgreSQL.
  const isFolded = settings.quoteIdentifiers === false;
  if (table === null && schema === null && !isFolded) return null;
  const name = { table: table ?? 'SequelizeMeta', schema };
  return isFolded ? { table: name.table.toLowerCase(), schema: schema?.toLowerCase() ?? null } : name;
}

/** The ledger is a model to it, and has the schema of all models where it has none of its own. */
function schemaOf(settings: Settings): string | null {
  const { define } = settings;
  if (define instanceof NotStatic && !(define instanceof NotSet)) {
    throw new Error(define.describe('define'));
  }
  return (
    textOf(settings, 'migrationStorageTableSchema') ??
    (isRecord(define) ? textOf(define, 'schema') : null) ??
    textOf(settings, 'schema')
  );
}
