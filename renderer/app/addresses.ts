/** Every address of the app, built in one place; App.tsx has the same patterns as routes. */
import type { Source } from '../../electron/contract/catalog';
import type { Direction } from '../../electron/contract/revisions';

export interface Pair {
  readonly connectionId: string;
  readonly projectId: string;
}

export const START = '/';
export const CONNECT = '/connect';
export const NEW_CONNECTION = '/connect/new';

/** `projectId`: whose databases are listed. */
export function connectionAddress(connectionId: string, projectId: string | null = null): string {
  const search = new URLSearchParams(projectId === null ? {} : { project: projectId });
  return withSearch(`/connect/${encodeURIComponent(connectionId)}`, search);
}

export const INSPECTOR_TABS = ['source', 'sql', 'log', 'family'] as const;
export type InspectorTab = (typeof INSPECTOR_TABS)[number];
export type HistoryLayout = 'list' | 'graph';

/** What the history shows besides the list. */
export interface HistoryPlace {
  readonly at?: string | null;
  readonly filter?: string;
  readonly inspecting?: boolean;
  readonly tab?: InspectorTab;
  readonly view?: HistoryLayout;
}

export function historyAddress(pair: Pair, { at, filter, inspecting, tab, view }: HistoryPlace = {}): string {
  const search = new URLSearchParams();
  if (at) search.set('at', at);
  if (at && inspecting) search.set('inspect', '1');
  if (at && inspecting && tab && tab !== 'source') search.set('tab', tab);
  if (filter) search.set('filter', filter);
  if (view === 'graph') search.set('view', view);
  return withSearch(`${place(pair)}/history`, search);
}

/** What can be done to the files of a project. */
export type AuthoringKind = 'revision' | 'merge' | 'rebase';

/** `heads`: what is to be merged, moved or followed; none: what is likely. */
export function authoringAddress(pair: Pair, kind: AuthoringKind, heads: readonly string[] = []): string {
  return withSearch(`${place(pair)}/files/${kind}`, new URLSearchParams(heads.map((name) => ['head', name])));
}

export function stampAddress(pair: Pair, targets: readonly string[] = [], purge = false): string {
  const search = new URLSearchParams(targets.map((target) => ['target', target]));
  if (purge) search.set('purge', '1');
  return withSearch(`${place(pair)}/stamp`, search);
}

export function acceptAddress(pair: Pair, name: string): string {
  return `${place(pair)}/accept/${encodeURIComponent(name)}`;
}

export function repairAddress(pair: Pair, name: string): string {
  return `${place(pair)}/repair/${encodeURIComponent(name)}`;
}

export function planAddress(pair: Pair, direction: Direction, target: string): string {
  return `${place(pair)}/plan/${direction}/${encodeURIComponent(target)}`;
}

export function runAddress(pair: Pair, runId: string): string {
  return `${place(pair)}/run/${encodeURIComponent(runId)}`;
}

/** What can be done with the rows that are chosen, in place of the list. */
export const DIFF_PANELS = ['revision', 'adopt', 'revert', 'proof'] as const;
export type DiffPanel = (typeof DIFF_PANELS)[number];

export interface DiffPlace {
  /** What has to be done to `from` so that it equals `to`. */
  readonly from: Source;
  readonly to: Source;
  readonly filter?: string;
  /** Key of a line. */
  readonly at?: string | null;
  readonly inspecting?: boolean;
  readonly panel?: DiffPanel | null;
}

/** Without more: what the database needs so that it is as the models say. */
export function diffAddress(pair: Pair, more: Partial<DiffPlace> = {}): string {
  const { from, to, filter, at, inspecting, panel } = more;
  const search = new URLSearchParams();
  if (from && sourceText(pair, from) !== HERE) search.set('from', sourceText(pair, from));
  if (to && sourceText(pair, to) !== MODELS) search.set('to', sourceText(pair, to));
  if (filter) search.set('filter', filter);
  if (at) search.set('at', at);
  if (at && inspecting) search.set('inspect', '1');
  if (panel) search.set('do', panel);
  return withSearch(`${place(pair)}/diff`, search);
}

export function readDiffPlace(pair: Pair, search: URLSearchParams): DiffPlace {
  return {
    from: readSource(pair, search.get('from') ?? HERE),
    to: readSource(pair, search.get('to') ?? MODELS),
    filter: search.get('filter') ?? '',
    at: search.get('at'),
    inspecting: search.has('inspect'),
    panel: DIFF_PANELS.find((each) => each === search.get('do')) ?? null,
  };
}

/** What was changed by hand. */
export function driftAddress(pair: Pair): string {
  return diffAddress(pair, { from: { kind: 'applied' }, to: hereOf(pair) });
}

export function hereOf({ connectionId }: Pair): Source {
  return { kind: 'connection', connectionId };
}

const HERE = 'here';
const MODELS = 'models';

function sourceText({ connectionId }: Pair, source: Source): string {
  if (source.kind === 'saved') return `saved:${source.catalogId}`;
  if (source.kind !== 'connection') return source.kind;
  return source.connectionId === connectionId ? HERE : `connection:${source.connectionId}`;
}

function readSource(pair: Pair, text: string): Source {
  const [kind, ...rest] = text.split(':');
  const id = rest.join(':');
  if (kind === 'models' || kind === 'applied') return { kind };
  if (kind === 'saved' && id) return { kind, catalogId: id };
  return kind === 'connection' && id ? { kind, connectionId: id } : hereOf(pair);
}

function place({ connectionId, projectId }: Pair): string {
  return `/c/${encodeURIComponent(connectionId)}/p/${encodeURIComponent(projectId)}`;
}

function withSearch(address: string, search: URLSearchParams): string {
  const text = search.toString();
  return text ? `${address}?${text}` : address;
}
