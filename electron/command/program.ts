/**
 * The verbs and options of the command, and what each exit code means.
 * Knows how things are asked and told in a terminal; what they are is core's.
 */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { CoreError, type ErrorInfo, toErrorInfo } from '../core/errors';
import type { SpawnRunner } from '../core/project/runnerProcess';
import type { Direction } from '../core/revisions/plan';
import { showCurrent } from './current';
import { showHistory } from './history';
import { move } from './move';
import { printableLines } from './printable';

export const EXIT = { done: 0, failed: 1, badUsage: 2, busy: 3 } as const;

export interface CommandContext {
  readonly spawnRunner: SpawnRunner;
  readonly demoProject: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
}

export interface PlaceOptions {
  readonly url?: string;
  readonly project: string;
  readonly demo?: boolean;
  readonly json?: boolean;
}

export interface MoveOptions extends PlaceOptions {
  /** Seconds. */
  readonly wait: number;
  /** Milliseconds. */
  readonly lockTimeout: number;
  readonly allow: readonly ('out-of-order' | 'missing' | 'changed' | 'interrupted')[];
}

/** Runs one command line and answers with the exit code. */
export async function runCommand(words: readonly string[], context: CommandContext): Promise<number> {
  let code: number = EXIT.done;
  const does =
    <Options extends PlaceOptions>(verb: (options: Options) => Promise<number>) =>
    async (options: Options) => {
      code = await verb(options).catch((error) => tellFailure(toErrorInfo(error), options, context));
    };
  const program = createProgram(context, does);
  try {
    await program.parseAsync([...words], { from: 'user' });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT.done : EXIT.badUsage;
  }
}

type Does = <Options extends PlaceOptions>(
  verb: (options: Options) => Promise<number>,
) => (options: Options) => Promise<void>;

function createProgram(context: CommandContext, does: Does): Command {
  const program = new Command('lockstep')
    .description('Revisions of a PostgreSQL schema: see them, run them, undo them.')
    .exitOverride()
    .showHelpAfterError()
    .configureOutput({
      writeOut: (text) => void context.stdout.write(text),
      writeErr: (text) => void context.stderr.write(text),
    });
  withPlace(program.command('current').description('where the database is')).action(
    does((options: PlaceOptions) => showCurrent(options, context)),
  );
  withPlace(program.command('history').description('all revisions, newest first, with their state')).action(
    does((options: PlaceOptions) => showHistory(options, context)),
  );
  addMove(program, context, does, 'up', 'upgrade', 'head', 'head, +N or a revision’s name');
  addMove(program, context, does, 'down', 'downgrade', '-1', '-N, base or a revision’s name');
  return program;
}

function addMove(
  program: Command,
  context: CommandContext,
  does: Does,
  direction: Direction,
  verb: string,
  usual: string,
  targets: string,
): void {
  const command = program
    .command(verb)
    .description(direction === 'up' ? 'run pending revisions' : 'undo applied revisions')
    .argument('[target]', targets, usual)
    .addOption(
      new Option('--wait <seconds>', 'how long to wait for somebody else’s run')
        .default(60)
        .argParser(parseNumber),
    )
    .addOption(
      new Option('--lock-timeout <ms>', 'how long a statement waits for a lock, per try')
        .default(3000)
        .argParser(parseNumber),
    )
    .addOption(
      new Option('--allow <what...>', 'run although')
        .choices(['out-of-order', 'missing', 'changed', 'interrupted'])
        .default([]),
    );
  if (direction === 'down') command.allowUnknownOption().allowExcessArguments();
  withPlace(command).action(async (target: string, options: MoveOptions, self: Command) => {
    const asked = direction === 'down' ? downTarget(target, self) : target;
    await does((given: MoveOptions) => move(direction, asked, given, context))(options);
  });
}

/** `-2` looks like an option to the parser; here it is the target. */
function downTarget(target: string, command: Command): string {
  const unknown = command.args.filter((word) => word !== target && !/^-\d+$/.test(word));
  if (unknown.length > 0)
    command.error(`error: unknown words: ${unknown.join(' ')}`, { exitCode: EXIT.badUsage });
  return command.args.find((word) => /^-\d+$/.test(word)) ?? target;
}

function withPlace(command: Command): Command {
  return command
    .option(
      '--url <url>',
      'the database, as postgres://user@host:5432/name (password: PGPASSWORD or ~/.pgpass)',
    )
    .option('--project <dir>', 'the folder that holds the revisions', '.')
    .option('--demo', 'the built-in demo shop instead of --url and --project')
    .option('--json', 'one JSON document on stdout');
}

function parseNumber(text: string): number {
  const number = Number(text);
  if (Number.isFinite(number) && number >= 0) return number;
  throw new InvalidArgumentError('It must be a number, 0 or more.');
}

/** What failed before anything could be shown. */
function tellFailure(error: ErrorInfo, { json }: PlaceOptions, context: CommandContext): number {
  if (json) context.stdout.write(`${JSON.stringify({ revisions: [], heads: [], error })}\n`);
  context.stderr.write(printableLines(`${error.message}${error.hint ? `\n${error.hint}` : ''}\n`));
  return exitCodeOf(error);
}

export function exitCodeOf(error: ErrorInfo): number {
  if (error.kind === 'runner-busy') return EXIT.busy;
  return error.kind === 'bad-input' ? EXIT.badUsage : EXIT.failed;
}

export function usageError(message: string, hint: string): CoreError {
  return new CoreError({ kind: 'bad-input', message, hint });
}
