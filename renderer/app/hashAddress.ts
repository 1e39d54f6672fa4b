import { useSyncExternalStore } from 'react';

/**
 * wouter's own hash location keeps `?…` in front of the hash; ours keeps the whole address behind it, so that it
 * means the same below app:// and in a browser.
 */
export function useHashAddress(): [string, typeof navigateHash] {
  return [useSyncExternalStore(subscribe, currentPath), navigateHash];
}

useHashAddress.hrefs = (href: string) => `#${href}`;
useHashAddress.searchHook = () => useSyncExternalStore(subscribe, currentSearch);

export interface NavigateOptions {
  readonly replace?: boolean;
}

export function navigateHash(to: string, { replace = false }: NavigateOptions = {}): void {
  if (currentAddress() === to) return;
  const before = location.href;
  history[replace ? 'replaceState' : 'pushState'](null, '', `#${to}`);
  dispatchEvent(new HashChangeEvent('hashchange', { oldURL: before, newURL: location.href }));
}

function currentAddress(): string {
  return location.hash.slice(1) || '/';
}

function currentPath(): string {
  return currentAddress().split('?', 1)[0] || '/';
}

function currentSearch(): string {
  const address = currentAddress();
  const at = address.indexOf('?');
  return at === -1 ? '' : address.slice(at + 1);
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}
