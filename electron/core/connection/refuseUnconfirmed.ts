import { badInput } from '../errors';
import type { OpenConnection } from './connections';

type Asked = Pick<OpenConnection, 'facts' | 'profile'>;

/** As refuseUntyped; a server that takes no writes is told at once. */
export function refuseUnconfirmed(connection: Asked, databaseName: string | undefined): void {
  if (connection.facts.isReadOnly) {
    throw badInput(
      'This server accepts no writes: it is a standby, or read-only by its settings.',
      'Connect to the primary.',
    );
  }
  refuseUntyped(connection, databaseName);
}

/** Production: the database's name must have been typed. */
export function refuseUntyped({ facts, profile }: Asked, databaseName: string | undefined): void {
  if (profile.role !== 'production' || databaseName === facts.database) return;
  throw badInput(
    `This is production: type the database’s name, ${facts.database}.`,
    'Nothing was changed.',
    'databaseName',
  );
}
