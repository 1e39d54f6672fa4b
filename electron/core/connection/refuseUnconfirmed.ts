import { badInput } from '../errors';
import type { OpenConnection } from './connections';

/** Production: the database's name must have been typed; a server that takes no writes is told at once. */
export function refuseUnconfirmed(
  { facts, profile }: Pick<OpenConnection, 'facts' | 'profile'>,
  databaseName: string | undefined,
): void {
  if (facts.isReadOnly) {
    throw badInput(
      'This server accepts no writes: it is a standby, or read-only by its settings.',
      'Connect to the primary.',
    );
  }
  if (profile.role !== 'production' || databaseName === facts.database) return;
  throw badInput(
    `This is production: type the database’s name, ${facts.database}.`,
    'Nothing was changed.',
    'databaseName',
  );
}
