/** What to ask for where a role may not do with the ledger what it has to. */
import type { Session } from '../connection/session';
import { CoreError } from '../errors';
import { quoteIdent } from '../sql/quote';

interface Grant {
  readonly message: (user: string) => string;
  readonly hint: string;
  readonly grantSql: (quotedUser: string) => string;
}

/** The same error, but for a missing privilege: then with the GRANT. */
export async function withGrant(session: Session, error: unknown, grant: Grant): Promise<unknown> {
  if (!(error instanceof CoreError) || error.info.kind !== 'not-permitted') return error;
  const [row] = await session.query<{ user: string }>('SELECT current_user AS user');
  const user = row?.user ?? 'public';
  const { message, hint, grantSql } = grant;
  return new CoreError({
    kind: 'not-permitted',
    message: message(user),
    hint,
    grantSql: grantSql(quoteIdent(user)),
  });
}

export function toUseSchema(schema: string): Grant {
  return {
    message: (user) => `${user} may not look into the schema ${schema} of the ledger.`,
    hint: 'Ask the owner of the schema for it.',
    grantSql: (user) => `GRANT USAGE ON SCHEMA ${quoteIdent(schema)} TO ${user};`,
  };
}

export function toReadLedger(ledgerSql: string): Grant {
  return {
    message: (user) => `${user} may not read the ledger ${ledgerSql}.`,
    hint: 'Ask its owner for it; to run revisions, for INSERT and DELETE too.',
    grantSql: (user) => `GRANT SELECT ON ${ledgerSql} TO ${user};`,
  };
}

export function toWriteLedger(ledgerSql: string, missing: readonly string[]): Grant {
  return {
    message: (user) => `${user} may not write the ledger ${ledgerSql}.`,
    hint: 'Nothing was changed. Ask its owner for it.',
    grantSql: (user) => `GRANT ${missing.join(', ')} ON ${ledgerSql} TO ${user};`,
  };
}

export function toCreateLedger(schema: string, schemaExists: boolean, table: string): Grant {
  const quoted = quoteIdent(schema);
  return {
    message: (user) =>
      schemaExists
        ? `${user} may not create the ledger ${table} in schema ${schema}.`
        : `${user} may not create the schema ${schema} of the ledger.`,
    hint: 'Nothing was run.',
    grantSql: (user) =>
      schemaExists
        ? `GRANT CREATE ON SCHEMA ${quoted} TO ${user};`
        : `CREATE SCHEMA ${quoted} AUTHORIZATION ${user};`,
  };
}
