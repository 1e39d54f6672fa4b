/** The command: its verbs, one file each, and how what they throw is told. Start here to find a verb. */
import { Command, CommanderError } from 'commander';
import { type ErrorInfo, toErrorInfo } from '../core/errors';
import { printableLines } from './printable';
import { type Cli, type CommandContext, EXIT, exitCodeOf, type PlaceOptions } from './verb';

/** In the order of the help. A verb that is named is loaded alone: the others take longer than a short run. */
const FILES: readonly {
  readonly verbs: readonly string[];
  readonly add: () => Promise<(cli: Cli) => void>;
}[] = [
  { verbs: ['current'], add: async () => (await import('./current')).addCurrent },
  { verbs: ['history'], add: async () => (await import('./history')).addHistory },
  { verbs: ['heads', 'branches'], add: async () => (await import('./heads')).addHeads },
  { verbs: ['show'], add: async () => (await import('./show')).addShow },
  { verbs: ['check'], add: async () => (await import('./check')).addCheck },
  { verbs: ['upgrade', 'downgrade'], add: async () => (await import('./move')).addMoves },
  { verbs: ['stamp'], add: async () => (await import('./stamp')).addStamp },
  { verbs: ['accept', 'repair'], add: async () => (await import('./mend')).addMend },
  { verbs: ['catalog', 'diff'], add: async () => (await import('./catalogs')).addCatalogs },
  { verbs: ['explain'], add: async () => (await import('./explain')).addExplain },
  { verbs: ['indexes'], add: async () => (await import('./indexes')).addIndexes },
  { verbs: ['queries'], add: async () => (await import('./queries')).addQueries },
  {
    verbs: ['revision', 'merge', 'rebase'],
    add: async () => (await import('./writeRevisions')).addWriteRevisions,
  },
  {
    verbs: ['init', 'edit', 'ensure-ledger'],
    add: async () => (await import('./projectVerbs')).addProjectVerbs,
  },
];

/** Runs one command line and answers with the exit code. */
export async function runCommand(words: readonly string[], context: CommandContext): Promise<number> {
  let code: number = EXIT.done;
  const does =
    <Options extends PlaceOptions, Words extends readonly unknown[]>(
      verb: (options: Options, ...words: Words) => Promise<number>,
    ) =>
    async (...given: unknown[]) => {
      // commander calls with the arguments as declared, then the options, then the command.
      const options = given.at(-2) as Options;
      const words = given.slice(0, -2) as unknown as Words;
      code = await verb(options, ...words).catch((error) => {
        if (error instanceof CommanderError) throw error;
        return tellFailure(toErrorInfo(error), options, context);
      });
    };
  try {
    const program = await createProgram({ context, does }, words[0]);
    await program.parseAsync([...words], { from: 'user' });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT.done : EXIT.badUsage;
  }
}

async function createProgram(
  { context, does }: Omit<Cli, 'program'>,
  verb: string | undefined,
): Promise<Command> {
  const program = new Command('lockstep')
    .description('Revisions of a PostgreSQL schema: see them, write them, run them, undo them.')
    .exitOverride()
    .showHelpAfterError()
    .configureOutput({
      writeOut: (text) => void context.stdout.write(text),
      writeErr: (text) => void context.stderr.write(text),
    });
  const cli: Cli = { program, context, does };
  const named = FILES.filter(({ verbs }) => verb !== undefined && verbs.includes(verb));
  for (const { add } of named.length > 0 ? named : FILES) (await add())(cli);
  return program;
}

/** What failed before anything could be shown. */
function tellFailure(error: ErrorInfo, { json }: PlaceOptions, context: CommandContext): number {
  if (json) context.stdout.write(`${JSON.stringify({ revisions: [], heads: [], error })}\n`);
  context.stderr.write(printableLines(`${error.message}${error.hint ? `\n${error.hint}` : ''}\n`));
  return exitCodeOf(error);
}
