import { parseArgs } from 'node:util';

export interface HostArguments {
  readonly port: number | undefined;
}

/** Anything that is not understood is refused: a mistyped option must not open a door other than the one meant. */
export function readArguments(args: readonly string[]): HostArguments {
  // `--browser` is how `npm start` was asked for this host.
  const options = { port: { type: 'string', multiple: true }, browser: { type: 'boolean' } } as const;
  const { port = [] } = parseArgs({ args: [...args], options }).values;
  if (port.length > 1) throw new Error('--port was given twice.');
  return { port: port[0] === undefined ? undefined : parsePort(port[0]) };
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port >= 1 && port <= 65_535) return port;
  throw new Error(`--port takes a number from 1 to 65535, not “${text}”.`);
}
