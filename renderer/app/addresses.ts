/** Every address of the app, built in one place; App.tsx has the same patterns as routes. */
import type { Direction } from '../../electron/contract';

export interface Pair {
  readonly connectionId: string;
  readonly projectId: string;
}

export const START = '/';
export const CONNECT = '/connect';
export const NEW_CONNECTION = '/connect/new';

export function connectionAddress(connectionId: string): string {
  return `/connect/${encodeURIComponent(connectionId)}`;
}

/** What the history shows besides the list. */
export interface HistoryPlace {
  readonly at?: string | null;
  readonly filter?: string;
  readonly inspecting?: boolean;
}

export function historyAddress(pair: Pair, { at, filter, inspecting }: HistoryPlace = {}): string {
  const search = new URLSearchParams();
  if (at) search.set('at', at);
  if (at && inspecting) search.set('inspect', '1');
  if (filter) search.set('filter', filter);
  const text = search.toString();
  return `${place(pair)}/history${text && `?${text}`}`;
}

export function planAddress(pair: Pair, direction: Direction, target: string): string {
  return `${place(pair)}/plan/${direction}/${encodeURIComponent(target)}`;
}

export function runAddress(pair: Pair, runId: string): string {
  return `${place(pair)}/run/${encodeURIComponent(runId)}`;
}

function place({ connectionId, projectId }: Pair): string {
  return `/c/${encodeURIComponent(connectionId)}/p/${encodeURIComponent(projectId)}`;
}
