/** revision, merge and rebase. */
import { type Command, Option } from 'commander';
import type { Authoring } from '../core/revisions/authoring/fileChange';
import { formatOption } from './formatOption';
import { withPlaceOptions } from './place';
import { withRenameOptions } from './renameOptions';
import type { Cli } from './verb';
import { type WriteOptions, writeAuthoring } from './writeAuthoring';
import { type GenerateOptions, writeGenerated } from './writeGenerated';

interface RevisionOptions extends GenerateOptions {
  readonly message: string;
  readonly format?: 'js' | 'mjs' | 'cjs' | 'ts' | 'sql';
  readonly parent?: readonly string[];
  readonly branch?: string;
  readonly splice?: boolean;
  readonly dependsOn?: readonly string[];
}

interface MergeOptions extends WriteOptions {
  readonly message?: string;
  readonly branch?: string;
}

interface RebaseOptions extends WriteOptions {
  readonly onto: string;
}

export function addWriteRevisions(cli: Cli): void {
  addRevision(cli);
  addMerge(cli);
  addRebase(cli);
}

function addRevision({ program, context, does }: Cli): void {
  const command = program
    .command('revision')
    .description('a new revision: empty, or with --autogenerate what the models say')
    .requiredOption('-m, --message <text>', 'what it is to do; becomes part of its name')
    .addOption(formatOption('the kind of file; else what the project mostly uses'))
    .option('--parent <names...>', 'what it follows; else the only head')
    .option('--branch <label>', 'begins a branch with this label')
    .option('--splice', 'allow a parent that is no head')
    .option('--depends-on <names...>', 'revisions that must be applied before it')
    .option('--autogenerate', 'write what makes the database, or the revisions, as the models say')
    .option('--adopt', 'write what was changed in the database by hand, and stamp it there')
    .option('--revert', 'write what undoes what was changed in the database by hand')
    .option('--schema <names...>', 'of what is generated: only what is in these schemas')
    .option(
      '--exclude-table <patterns...>',
      'of what is generated: no tables such as table, schema.table or a*',
    );
  command.addOption(
    new Option('--naming <convention>', 'of what is generated: names of keys and indexes')
      .choices(['project', 'as-modelled'])
      .default('project'),
  );
  withRenameOptions(withWriteOptions(command)).action(
    does((options: RevisionOptions) => {
      const { message, format, parent, branch, splice, dependsOn } = options;
      const authoring: Authoring = {
        kind: 'revision',
        message,
        format,
        parents: parent,
        branch,
        splice,
        dependsOn,
      };
      const isGenerated = options.autogenerate || options.adopt || options.revert;
      return isGenerated
        ? writeGenerated(authoring, options, context)
        : writeAuthoring(authoring, options, context);
    }),
  );
}

function addMerge({ program, context, does }: Cli): void {
  const command = program
    .command('merge')
    .description('a revision that joins heads')
    .argument('[heads...]', 'which; else all')
    .option('-m, --message <text>', 'becomes part of its name')
    .option('--branch <label>', 'gives the label to what begins with it');
  withWriteOptions(command).action(
    does((options: MergeOptions, names: readonly string[]) => {
      const heads = names.length === 0 ? undefined : names;
      return writeAuthoring(
        { kind: 'merge', heads, message: options.message, branch: options.branch },
        options,
        context,
      );
    }),
  );
}

function addRebase({ program, context, does }: Cli): void {
  const command = program
    .command('rebase')
    .description('move an unapplied branch on top of another head')
    .argument('<head>', 'the head of the branch that moves')
    .requiredOption('--onto <head>', 'the head on top of which it goes');
  withWriteOptions(command).action(
    does((options: RebaseOptions, head: string) =>
      writeAuthoring({ kind: 'rebase', head, onto: options.onto }, options, context),
    ),
  );
}

function withWriteOptions(command: Command): Command {
  return withPlaceOptions(command.option('--dry-run', 'show what would be written, and leave it at that'));
}
