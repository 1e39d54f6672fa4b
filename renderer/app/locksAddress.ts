/** Addresses of the Locks room: it needs a connection and no project. */

export const LOCKS_TABS = ['sessions', 'rows', 'prepared'] as const;
export type LocksTab = (typeof LOCKS_TABS)[number];
export type LocksLayout = 'list' | 'graph';
export type IncidentFormat = 'json' | 'markdown';
export const SESSION_SORTS = ['root', 'waited', 'transaction', 'user'] as const;
/** `root`: each session below the one that it waits for. */
export type SessionSort = (typeof SESSION_SORTS)[number];

export const EVERY_MS = [500, 1_000, 2_000, 5_000, 10_000, 30_000] as const;
export const USUAL_EVERY_MS = 1_000;

export interface LocksPlace {
  /** null: the graph, unless there are too many for it. */
  readonly view: LocksLayout | null;
  readonly tab: LocksTab;
  /** A pid, or `gid:` and the name of a prepared transaction. */
  readonly at: string | null;
  readonly inspecting: boolean;
  readonly filter: string;
  readonly sort: SessionSort;
  readonly everyMs: number;
  readonly schema: string | null;
  readonly table: string | null;
  /** Other columns of the table than those of its key. */
  readonly columns: readonly string[];
  /** Id of a recorded sample: the past. */
  readonly sample: number | null;
}

export function locksAddress(connectionId: string, place: Partial<LocksPlace> = {}): string {
  const search = new URLSearchParams();
  const put = (name: string, value: string | null | undefined) => value && search.set(name, value);
  put('view', place.view);
  put('tab', place.tab === 'sessions' ? null : place.tab);
  put('at', place.at);
  put('inspect', place.at && place.inspecting ? '1' : null);
  put('filter', place.filter);
  put('sort', place.sort === 'root' ? null : place.sort);
  put('every', place.everyMs === USUAL_EVERY_MS ? null : place.everyMs?.toString());
  put('schema', place.table && place.schema);
  put('table', place.table);
  for (const column of place.columns ?? []) search.append('column', column);
  put('sample', place.sample?.toString());
  const text = search.toString();
  const address = `/c/${encodeURIComponent(connectionId)}/locks`;
  return text ? `${address}?${text}` : address;
}

export function readLocksPlace(search: URLSearchParams): LocksPlace {
  const view = search.get('view');
  const every = Number(search.get('every') ?? USUAL_EVERY_MS);
  const sample = search.get('sample');
  return {
    view: view === 'list' || view === 'graph' ? view : null,
    tab: LOCKS_TABS.find((tab) => tab === search.get('tab')) ?? 'sessions',
    at: search.get('at'),
    inspecting: search.has('inspect'),
    filter: search.get('filter') ?? '',
    sort: SESSION_SORTS.find((sort) => sort === search.get('sort')) ?? 'root',
    everyMs: EVERY_MS.find((ms) => ms === every) ?? USUAL_EVERY_MS,
    schema: search.get('schema'),
    table: search.get('table'),
    columns: search.getAll('column').slice(0, 20),
    sample: sample !== null && /^\d{1,9}$/.test(sample) ? Number(sample) : null,
  };
}
