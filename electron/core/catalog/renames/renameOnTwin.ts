/** Renames done to a Catalog by PostgreSQL itself, on a copy without rows: all texts that use a name follow it. */
import { CoreError, toErrorInfo } from '../../errors';
import type { Twin } from '../../twin/twinKeeper';
import type { Catalog } from '../catalog';
import { cloneCatalog, openCloning } from '../clone/cloneCatalog';
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
    .withScratchDatabase((credentials, ending) => readAround(credentials, part, renames, ending), signal)
    .catch((error) => {
      throw explain(error, renames);
    });
  return takeOver(from, readings, renames);
}

async function readAround(
  credentials: Parameters<typeof cloneCatalog>[0],
  part: Catalog,
  renames: readonly Rename[],
  signal: AbortSignal,
): Promise<Readings> {
  await cloneCatalog(credentials, part, signal);
  const before = await fetchCatalog(credentials, signal);
  const session = await openCloning(credentials);
  try {
    for (const rename of renames) await session.query(renameStep(rename).sql);
  } finally {
    await session.close();
  }
  return { before, after: await fetchCatalog(credentials, signal) };
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
