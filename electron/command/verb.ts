/** What every verb's file gets from program.ts: its options, where to put its command, how its end is told. */
import type { Command } from 'commander';
import { CoreError, type ErrorInfo } from '../core/errors';
import type { SpawnRunner } from '../core/project/runnerProcess';

/** 0 done; 1 it failed, or `check` found something; 2 asked for what can't be; 3 somebody else runs. */
export const EXIT = { done: 0, failed: 1, badUsage: 2, busy: 3 } as const;

export interface CommandContext {
  readonly spawnRunner: SpawnRunner;
  readonly demoProject: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `writable`: false once nobody reads it any more. */
  readonly stdout: { write(text: string): unknown; readonly writable?: boolean };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
}

export interface PlaceOptions {
  readonly url?: string;
  /** Of the project's configuration. */
  readonly env?: string;
  /** `table` or `schema.table`. */
  readonly ledger?: string;
  readonly project: string;
  readonly demo?: boolean;
  readonly json?: boolean;
}

export interface Cli {
  readonly program: Command;
  readonly context: CommandContext;
  readonly does: Does;
}

/**
 * Makes commander's action of a verb, which gets the options first and the arguments after them: what it answers
 * is the exit code, what it throws is told to the user.
 */
export type Does = <Options extends PlaceOptions, Words extends readonly unknown[]>(
  verb: (options: Options, ...words: Words) => Promise<number>,
) => (...given: unknown[]) => Promise<void>;

/** One JSON document on stdout, or lines for people. */
export function tell(
  { stdout }: CommandContext,
  { json }: PlaceOptions,
  document: unknown,
  text: () => string,
): void {
  stdout.write(json ? `${JSON.stringify(document)}\n` : text());
}

export function exitCodeOf(error: ErrorInfo): number {
  if (error.kind === 'runner-busy') return EXIT.busy;
  return error.kind === 'bad-input' ? EXIT.badUsage : EXIT.failed;
}

export function usageError(message: string, hint: string): CoreError {
  return new CoreError({ kind: 'bad-input', message, hint });
}
