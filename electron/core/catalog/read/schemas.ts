import type { Extension, Schema } from '../catalog';
import { plain } from '../identity';
import { CLASS, comment, type Found, notOfExtension, type Reading, userSchema } from './reading';

export async function fetchSchemas({ session }: Reading): Promise<readonly Found<Schema>[]> {
  const rows = await session.query<{ oid: number; name: string; comment: string | null }>(
    `SELECT n.oid, n.nspname AS name, ${comment(CLASS.schema, 'n.oid')} AS comment
      FROM pg_catalog.pg_namespace n WHERE ${userSchema('n')} AND ${notOfExtension(CLASS.schema, 'n.oid')}`,
  );
  return rows.map(({ oid, name, comment }) => ({
    classId: CLASS.schema,
    oid,
    object: { kind: 'schema', id: `schema ${plain(name)}`, name, comment, dependsOn: [] },
  }));
}

export async function fetchExtensions({ session }: Reading): Promise<readonly Found<Extension>[]> {
  const rows = await session.query<{
    oid: number;
    name: string;
    schema: string;
    version: string;
    comment: string | null;
  }>(
    `SELECT e.oid, e.extname AS name, n.nspname AS schema, e.extversion AS version,
        ${comment(CLASS.extension, 'e.oid')} AS comment
      FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace`,
  );
  return rows.map(({ oid, name, ...rest }) => ({
    classId: CLASS.extension,
    oid,
    object: { kind: 'extension', id: `extension ${plain(name)}`, name, ...rest, dependsOn: [] },
  }));
}
