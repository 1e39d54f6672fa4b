// Hands one message port to the page; no logic. Built as CommonJS: a sandboxed preload can't be a module.
import { ipcRenderer } from 'electron';

/** The little of the DOM that is used here: the code of the main process is checked without the DOM's types. */
declare const window: {
  addEventListener(type: 'message', listener: (event: PageMessage) => void): void;
  postMessage(message: unknown, targetOrigin: string, transfer: readonly unknown[]): void;
};
declare const location: { readonly origin: string };

interface PageMessage {
  readonly source: unknown;
  readonly data: unknown;
}

window.addEventListener('message', ({ source, data }) => {
  if (source === window && isReady(data)) ipcRenderer.send('lockstep:ready');
});

ipcRenderer.on('lockstep:port', ({ ports }) => {
  window.postMessage({ type: 'lockstep:port' }, location.origin, ports);
});

function isReady(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'lockstep:ready';
}
