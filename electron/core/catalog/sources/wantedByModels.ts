import type { Stretches } from '../../stretches';
import type { Catalog } from '../catalog';
import { followConvention } from '../naming/followConvention';
import type { ModelsCatalog } from './fetchModelsCatalog';
import { overlayModels } from './overlayModels';

/** `project`: names that nobody has stated are made as the project's own are. */
export type Naming = 'project' | 'as-modelled';

/** What a database is to become by its models. */
export function* wantedByModels(
  now: Catalog,
  { catalog, tables }: ModelsCatalog,
  naming: Naming,
): Stretches<Catalog> {
  const wanted = yield* overlayModels(now, catalog, tables);
  return naming === 'project' ? yield* followConvention(wanted, now, tables) : wanted;
}
