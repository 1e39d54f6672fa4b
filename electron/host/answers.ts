import { STATUS_CODES } from 'node:http';
import type { HeaderSet } from './headers';

/** What a request gets. The headers of every response are added where it is written. */
export interface Answer {
  readonly status: number;
  readonly headers: HeaderSet;
  readonly body: Buffer;
  /** Documents only: the nonce of their inline styles. */
  readonly nonce?: string;
}

const TEXTS: Readonly<Record<number, string>> = {
  400: 'Lockstep does not understand this request.',
  401: 'Open the link that Lockstep printed in its terminal. It works once; start Lockstep again for a new one.',
  403: 'This request does not come from Lockstep’s own page.',
  404: 'There is nothing at this address.',
  405: 'Lockstep’s page is only read here.',
  421: 'Lockstep is only at the address that it printed in its terminal.',
  429: 'Too many wrong links were tried. Wait a minute and open the right one.',
  500: 'Lockstep met an error. The terminal has more.',
};

/** A small plain page. Its text is one of ours: nothing of the request is ever repeated. */
export function plainAnswer(status: number, headers: HeaderSet = {}): Answer {
  const text = TEXTS[status] ?? STATUS_CODES[status] ?? '';
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Lockstep</title><h1>Lockstep</h1><p>${text}</p></html>\n`;
  return {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers },
    body: Buffer.from(page),
  };
}

/** Answers a socket that no response object belongs to: a refused upgrade, a request that could not be parsed. */
export function rawAnswer(status: number, headers: HeaderSet): string {
  const all = { ...headers, Connection: 'close', 'Content-Length': '0' };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', ''].join('\r\n');
}
