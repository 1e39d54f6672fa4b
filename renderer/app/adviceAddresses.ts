/** Addresses of the Indexes and Queries rooms, and how they are read. */
import type { Pair } from './addresses';

/** In place of the list: files of what is chosen, a statement’s plans, indexes looked for on its behalf, or columns. */
export const INDEX_PANELS = ['revision', 'explain', 'suggest', 'private'] as const;
export type IndexPanel = (typeof INDEX_PANELS)[number];

export interface IndexesPlace {
  readonly filter: string;
  /** Id of a suggestion. */
  readonly at: string | null;
  readonly inspecting: boolean;
  /** Also lists what was dismissed. */
  readonly dismissed: boolean;
  readonly chosen: readonly string[];
  readonly panel: IndexPanel | null;
  /** Of the panels about a statement. */
  readonly sql: string;
  readonly candidates: readonly string[];
}

export function indexesAddress(pair: Pair, place: Partial<IndexesPlace> = {}): string {
  const { filter, at, inspecting, dismissed, chosen = [], panel, sql, candidates = [] } = place;
  const search = new URLSearchParams();
  if (filter) search.set('filter', filter);
  if (at) search.set('at', at);
  if (at && inspecting) search.set('inspect', '1');
  if (dismissed) search.set('dismissed', '1');
  for (const id of chosen) search.append('choose', id);
  if (panel) search.set('do', panel);
  if (panel && sql) search.set('sql', sql);
  if (panel) for (const each of candidates) search.append('with', each);
  return roomAddress(pair, 'indexes', search);
}

export function readIndexesPlace(search: URLSearchParams): IndexesPlace {
  return {
    filter: search.get('filter') ?? '',
    at: search.get('at'),
    inspecting: search.has('inspect'),
    dismissed: search.has('dismissed'),
    chosen: search.getAll('choose'),
    panel: INDEX_PANELS.find((each) => each === search.get('do')) ?? null,
    sql: search.get('sql') ?? '',
    candidates: search.getAll('with'),
  };
}

export const QUERY_SORTS = ['share', 'calls', 'rows', 'mean', 'kind'] as const;
export type QuerySort = (typeof QUERY_SORTS)[number];

export interface QueriesPlace {
  readonly filter: string;
  /** Id of a finding. */
  readonly at: string | null;
  readonly inspecting: boolean;
  readonly sort: QuerySort;
}

export function queriesAddress(pair: Pair, place: Partial<QueriesPlace> = {}): string {
  const { filter, at, inspecting, sort = 'share' } = place;
  const search = new URLSearchParams();
  if (filter) search.set('filter', filter);
  if (at) search.set('at', at);
  if (at && inspecting) search.set('inspect', '1');
  if (sort !== 'share') search.set('sort', sort);
  return roomAddress(pair, 'queries', search);
}

export function readQueriesPlace(search: URLSearchParams): QueriesPlace {
  return {
    filter: search.get('filter') ?? '',
    at: search.get('at'),
    inspecting: search.has('inspect'),
    sort: QUERY_SORTS.find((each) => each === search.get('sort')) ?? 'share',
  };
}

function roomAddress({ connectionId, projectId }: Pair, room: string, search: URLSearchParams): string {
  const text = search.toString();
  const address = `/c/${encodeURIComponent(connectionId)}/p/${encodeURIComponent(projectId)}/${room}`;
  return text ? `${address}?${text}` : address;
}
