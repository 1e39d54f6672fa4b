/** init, edit and ensure-ledger: around the revisions themselves. */
import { initProject } from '../core/project/initProject';
import { openEditor } from '../core/project/openEditor';
import { ensureLedger } from '../core/revisions/ensureLedger';
import { findRevision } from '../core/revisions/graph/findRevision';
import { buildGraph } from '../core/revisions/graph/graph';
import { readNamedProject, withPlace, withPlaceOptions, withProjectOptions } from './place';
import { printable } from './printable';
import { type Cli, type CommandContext, EXIT, type PlaceOptions, tell } from './verb';

export function addProjectVerbs({ program, context, does }: Cli): void {
  withProjectOptions(
    program
      .command('init')
      .description('lay out a project: .sequelizerc, config, migrations, models')
      .argument('[dir]', 'the folder', '.'),
  ).action(does((options: PlaceOptions, folder: string) => init(folder, options, context)));
  withProjectOptions(
    program
      .command('edit')
      .description('open a revision’s file in $VISUAL or $EDITOR')
      .argument('<revision>', 'a name or an unambiguous part of one'),
  ).action(does((options: PlaceOptions, name: string) => edit(name, options, context)));
  withPlaceOptions(
    program.command('ensure-ledger').description('create the table of applied revisions where it is missing'),
  ).action(does((options: PlaceOptions) => ensure(options, context)));
}

async function init(folder: string, options: PlaceOptions, context: CommandContext): Promise<number> {
  const made = await initProject(folder);
  tell(context, options, made, () => made.files.map((file) => `new: ${printable(file)}\n`).join(''));
  return EXIT.done;
}

async function edit(asked: string, options: PlaceOptions, context: CommandContext): Promise<number> {
  const { revisions } = await readNamedProject(options, context);
  const name = findRevision(buildGraph(revisions), asked);
  const path = revisions.find((file) => file.name === name)?.path ?? name;
  await openEditor(path, { env: context.env, terminal: true });
  return EXIT.done;
}

async function ensure(options: PlaceOptions, context: CommandContext): Promise<number> {
  const done = await withPlace(options, context, ensureLedger);
  tell(context, options, done, () => `${printable(done.message)}\n`);
  return EXIT.done;
}
