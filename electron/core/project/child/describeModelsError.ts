/** Why a project's models could not be synchronised, and where in its code that is. */
import { join, relative, sep } from 'node:path';
import type { ErrorInfo } from '../../errors';
import type { SyncMessage } from '../runnerProtocol';
import { describeCodeError } from './loadRevision';

export function describeModelsError(
  thrown: unknown,
  { modelsPath, projectFolder }: Pick<SyncMessage, 'modelsPath' | 'projectFolder'>,
): ErrorInfo {
  const stack = thrown instanceof Error ? (thrown.stack ?? '') : '';
  const place = placeInProject(stack, projectFolder);
  const where = place === null ? '' : ` (${relative(projectFolder, place.file)}:${place.line})`;
  const error = describeCodeError(thrown, `The models can’t be loaded${where}`, place?.file ?? modelsPath);
  const missing = /type "(.+)" does not exist/.exec(error.message)?.[1];
  if (missing === undefined) return error;
  // Models have no words for an extension: what the target has is there as they are synchronised.
  return {
    ...error,
    hint: `Make ${missing} in a revision first, as with CREATE EXTENSION where an extension has it, and run that.`,
  };
}

/** The innermost, and not of a package. */
function placeInProject(stack: string, folder: string) {
  for (const [, name = '', line] of stack.matchAll(/(?:^|[( ]|file:\/\/)(\/[^():\n]+):(\d+)/gm)) {
    const file = decodeURI(name);
    const isOwn = file.startsWith(folder + sep) && !file.startsWith(join(folder, 'node_modules') + sep);
    if (isOwn) return { file, line: Number(line) };
  }
  return null;
}
