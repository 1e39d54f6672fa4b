/**
 * THE boundary: every procedure, event and error that the page and the core share.
 * Inputs are schemas and checked at the boundary; outputs are plain data and typed.
 * `kind` says how a call is treated: read; write (one at a time per connection); interrupt (never queued).
 */
import { app } from './contract/app';
import { catalog } from './contract/catalog';
import { connections } from './contract/connections';
import { indexes } from './contract/indexes';
import { locks } from './contract/locks';
import { projects } from './contract/projects';
import { queries } from './contract/queries';
import { revisions } from './contract/revisions';
import { runs } from './contract/runs';

export const contract = { app, connections, projects, revisions, catalog, indexes, queries, runs, locks };
