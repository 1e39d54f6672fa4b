/** Why PostgreSQL didn't let a session be signalled, and what would permit it. Pure. */
import type { OpenConnection } from '../../connection/connections';
import { quoteIdent } from '../../sql/quote';
import type { AfterRow } from './signals.sql';

type Explained = readonly [message: string, grantSql: string | null];

export function explainRefusal(
  { user, versionNumber }: Pick<OpenConnection['facts'], 'user' | 'versionNumber'>,
  victim: AfterRow | null,
): Explained {
  const me = quoteIdent(user);
  if (victim?.is_autovacuum && versionNumber >= 180000)
    return [
      'It is an autovacuum worker, which needs a role of its own.',
      `GRANT pg_signal_autovacuum_worker TO ${me};`,
    ];
  if (victim?.is_superuser) return ['It is a superuser’s session: only a superuser may signal it.', null];
  return [
    `${user} may not signal sessions of ${victim?.user ?? 'others'}.`,
    `GRANT pg_signal_backend TO ${me};`,
  ];
}
