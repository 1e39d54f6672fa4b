import { useQuery } from '@tanstack/react-query';
import type { ConnectionRole } from '../electron/contract/connections';
import type { ProjectSummary } from '../electron/contract/projects';
import { useQueries } from './api';
import type { Pair } from './app/addresses';
import { placeName } from './parts/placeName';

/** Where something would be done. */
export interface Place {
  /** What buttons call it: the connection's name, or `shop (demo)`. */
  readonly name: string;
  /** Production while it is not known. */
  readonly role: ConnectionRole;
  /** Empty while it is not known. */
  readonly database: string;
  readonly project: ProjectSummary | null;
}

export function usePlace({ connectionId, projectId }: Pair): Place {
  const queries = useQueries();
  const { data: connections } = useQuery(queries.connections.list.queryOptions());
  const { data: projects } = useQuery(queries.projects.list.queryOptions());
  const connection = connections?.find(({ id }) => id === connectionId);
  return {
    name: connection ? placeName(connection) : connectionId,
    role: connection?.role ?? 'production',
    database: connection?.database ?? '',
    project: projects?.find(({ id }) => id === projectId) ?? null,
  };
}
