/** Foreign-data wrappers and servers. User mappings hold passwords and are not read. */
import type { ForeignDataWrapper, ForeignServer } from '../foreign';
import { plain } from '../identity';
import { CLASS, comment, type Found, notOfExtension, type Reading } from './reading';

type WrapperRow = { readonly oid: number } & Omit<ForeignDataWrapper, 'kind' | 'id' | 'dependsOn'>;

export async function fetchWrappers({ session }: Reading): Promise<readonly Found<ForeignDataWrapper>[]> {
  const rows = await session.query<WrapperRow>(
    `SELECT w.oid, w.fdwname AS name, ${comment(CLASS.wrapper, 'w.oid')} AS comment,
        nullif(w.fdwhandler, 0)::regproc::text AS handler, nullif(w.fdwvalidator, 0)::regproc::text AS validator,
        coalesce(w.fdwoptions, '{}') AS options
      FROM pg_catalog.pg_foreign_data_wrapper w WHERE ${notOfExtension(CLASS.wrapper, 'w.oid')}`,
  );
  return rows.map(({ oid, ...rest }) => ({
    classId: CLASS.wrapper,
    oid,
    object: {
      kind: 'foreign data wrapper',
      id: `foreign data wrapper ${plain(rest.name)}`,
      ...rest,
      dependsOn: [],
    },
  }));
}

type ServerRow = { readonly oid: number } & Omit<ForeignServer, 'kind' | 'id' | 'dependsOn'>;

export async function fetchServers({ session }: Reading): Promise<readonly Found<ForeignServer>[]> {
  const rows = await session.query<ServerRow>(
    `SELECT s.oid, s.srvname AS name, ${comment(CLASS.server, 's.oid')} AS comment, w.fdwname AS wrapper,
        s.srvtype AS type, s.srvversion AS version, coalesce(s.srvoptions, '{}') AS options
      FROM pg_catalog.pg_foreign_server s JOIN pg_catalog.pg_foreign_data_wrapper w ON w.oid = s.srvfdw
      WHERE ${notOfExtension(CLASS.server, 's.oid')}`,
  );
  return rows.map(({ oid, ...rest }) => ({
    classId: CLASS.server,
    oid,
    object: { kind: 'server', id: `server ${plain(rest.name)}`, ...rest, dependsOn: [] },
  }));
}
