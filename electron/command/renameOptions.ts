import type { Command } from 'commander';
import type { RenameAnswer } from '../core/catalog/renames/settleRenames';

export interface RenameOptions {
  readonly rename?: readonly string[];
  readonly notRenamed?: readonly string[];
}

export function withRenameOptions(command: Command): Command {
  return command
    .option(
      '--rename <old=new...>',
      'it is one thing, as table.column=new, table=new or an index, key or label',
    )
    .option('--not-renamed <old=new...>', 'they are two things: one is dropped, the other added');
}

export function answersOf({ rename = [], notRenamed = [] }: RenameOptions): readonly RenameAnswer[] {
  return [
    ...rename.map((questionId) => ({ questionId, isRename: true })),
    ...notRenamed.map((questionId) => ({ questionId, isRename: false })),
  ];
}
