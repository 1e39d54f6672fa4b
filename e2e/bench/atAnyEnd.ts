/** Does so too when a signal ends the bench, or its reader has seen enough: neither leaves time for a `finally`. */
export function atAnyEnd(cleanUp: () => Promise<void>): void {
  const end = () => {
    // What the bench itself meets when its server goes is nobody's concern any more.
    process.on('uncaughtException', () => undefined);
    void cleanUp().finally(() => process.exit(1));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end);
  process.stdout.once('error', end);
  // Nor is what the rest would print.
  process.stdout.on('error', () => undefined);
}
