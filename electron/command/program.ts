/** The command: its verbs, one file each, and how what they throw is told. Start here to find a verb. */
import { Command, CommanderError } from 'commander';
import { type ErrorInfo, toErrorInfo } from '../core/errors';
import { addCheck } from './check';
import { addCurrent } from './current';
import { addHeads } from './heads';
import { addHistory } from './history';
import { addMend } from './mend';
import { addMoves } from './move';
import { printableLines } from './printable';
import { addProjectVerbs } from './projectVerbs';
import { addShow } from './show';
import { addStamp } from './stamp';
import { type Cli, type CommandContext, EXIT, exitCodeOf, type PlaceOptions } from './verb';
import { addWriteRevisions } from './writeRevisions';

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
    await createProgram({ context, does }).parseAsync([...words], { from: 'user' });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT.done : EXIT.badUsage;
  }
}

function createProgram({ context, does }: Omit<Cli, 'program'>): Command {
  const program = new Command('lockstep')
    .description('Revisions of a PostgreSQL schema: see them, write them, run them, undo them.')
    .exitOverride()
    .showHelpAfterError()
    .configureOutput({
      writeOut: (text) => void context.stdout.write(text),
      writeErr: (text) => void context.stderr.write(text),
    });
  const cli: Cli = { program, context, does };
  addCurrent(cli);
  addHistory(cli);
  addHeads(cli);
  addShow(cli);
  addCheck(cli);
  addMoves(cli);
  addStamp(cli);
  addMend(cli);
  addWriteRevisions(cli);
  addProjectVerbs(cli);
  return program;
}

/** What failed before anything could be shown. */
function tellFailure(error: ErrorInfo, { json }: PlaceOptions, context: CommandContext): number {
  if (json) context.stdout.write(`${JSON.stringify({ revisions: [], heads: [], error })}\n`);
  context.stderr.write(printableLines(`${error.message}${error.hint ? `\n${error.hint}` : ''}\n`));
  return exitCodeOf(error);
}
