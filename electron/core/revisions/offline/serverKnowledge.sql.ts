import type { Session } from '../../connection/session';

/** What a server says of the names in statements; needed to tell what only reads. */
export interface ServerKnowledge {
  readonly version: string;
  /** Functions of pg_catalog that are immutable or stable in all their forms, and that no function of the user's is called like. */
  readonly pureFunctions: ReadonlySet<string>;
  /** Relations of pg_catalog. */
  readonly catalogRelations: ReadonlySet<string>;
}

interface Row {
  readonly version: string;
  readonly functions: readonly string[];
  readonly relations: readonly string[];
}

const text = `SELECT pg_catalog.current_setting('server_version') AS version,
    (SELECT pg_catalog.array_agg(f.proname::text)
       FROM (SELECT proname FROM pg_catalog.pg_proc GROUP BY proname
             HAVING bool_and(provolatile <> 'v' AND pronamespace = 'pg_catalog'::regnamespace)) f) AS functions,
    (SELECT pg_catalog.array_agg(relname::text) FROM pg_catalog.pg_class
      WHERE relnamespace = 'pg_catalog'::regnamespace) AS relations`;

/** Asked after the revisions have run, when all functions that they make are there. */
export async function fetchServerKnowledge(session: Session): Promise<ServerKnowledge> {
  const [row] = await session.query<Row>(text);
  return {
    version: row?.version ?? '',
    pureFunctions: new Set(row?.functions),
    catalogRelations: new Set(row?.relations),
  };
}
