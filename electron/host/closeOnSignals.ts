const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const CLOSE_MS = 15_000;

/**
 * Ends the process in good order, so that no PostgreSQL of ours outlives it. One Ctrl+C may arrive several times
 * (from the terminal, from npm, from start): all but the first say nothing new.
 */
export function closeOnSignals(close: () => Promise<void>): void {
  let isClosing = false;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (!isClosing) void closeAndExit(close);
      isClosing = true;
    });
  }
}

async function closeAndExit(close: () => Promise<void>): Promise<void> {
  const late = setTimeout(() => exit(1, `Lockstep did not close within ${CLOSE_MS / 1000} s.`), CLOSE_MS);
  await close().then(
    () => exit(0),
    (error) => exit(1, `Lockstep did not close well: ${error}`),
  );
  clearTimeout(late);
}

function exit(code: number, message?: string): void {
  if (message) process.stderr.write(`${message}\n`);
  process.exit(code);
}
