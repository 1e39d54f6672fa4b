/** Renames done to a Catalog by PostgreSQL itself, on a copy without rows: all texts that use a name follow it. */
import { CoreError, toErrorInfo } from '../../errors';
import type { Scratch } from '../../twin/scratchDatabase';
import type { Twin } from '../../twin/twinKeeper';
import type { Catalog } from '../catalog';
import { cloneCatalog } from '../clone/cloneCatalog';
import { openCloning } from '../clone/cloning';
import { withAllAround } from '../clone/neededBy';
import { fetchCatalog } from '../fetchCatalog';
import { type Rename, renamedObject, renameStep } from './rename';
import { type Readings, takeOver } from './takeOver';

export async function renameOnTwin(
  from: Catalog,
  renames: readonly Rename[],
  twin: Twin,
  signal: AbortSignal,
): Promise<Catalog> {
  const part = withAllAround(from, renames.map(renamedObject));
  const readings = await twin
    .withScratchDatabase((scratch, ending) => readAround(scratch, part, renames, ending), signal)
    .catch((error) => {
      throw explain(error, renames);
    });
  return takeOver(from, readings, renames);
}

async function readAround(
  scratch: Scratch,
  part: Catalog,
  renames: readonly Rename[],
  signal: AbortSignal,
): Promise<Readings> {
  await cloneCatalog(scratch, part, signal);
  const before = await fetchCatalog(scratch.guest, signal);
  const cloning = await openCloning(scratch);
  try {
    for (const rename of renames) await cloning.session.query(renameStep(rename).sql);
  } finally {
    await cloning.close();
  }
  return { before, after: await fetchCatalog(scratch.guest, signal) };
}

function explain(error: unknown, renames: readonly Rename[]): unknown {
  const info = toErrorInfo(error);
  if (info.kind !== 'sql-failed') return error;
  const names = renames.map(({ from, to }) => `${from} to ${to}`).join(', ');
  return new CoreError({
    ...info,
    message: `Renaming ${names} could not be tried on the local PostgreSQL: ${info.message}`,
    hint: 'Answer that it is no rename, or rename it in a revision of your own first.',
  });
}
