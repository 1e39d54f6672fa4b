/** Reads both sides of a comparison, each from where its source says. */
import type { Connections } from '../../connection/connections';
import { badInput } from '../../errors';
import type { Project } from '../../project/project';
import type { SpawnRunner } from '../../project/runnerProcess';
import { fetchApplied } from '../../revisions/revisions';
import type { Push } from '../../snapshots';
import { withTurns } from '../../stretches';
import type { Twin } from '../../twin/twinKeeper';
import type { Catalog } from '../catalog';
import { fetchCatalog } from '../fetchCatalog';
import { leaveOut, type Scope } from '../leaveOut';
import { fetchModelsCatalog } from '../sources/fetchModelsCatalog';
import { fetchReplayedCatalog } from '../sources/replayedCatalog';
import { wantedByModels } from '../sources/wantedByModels';
import type { CompareSnapshot, Side, SideName, Source } from './comparison';

export interface ReadInput {
  readonly connections: Pick<Connections, 'use'>;
  readonly project: Project;
  readonly isTrusted: boolean;
  /** Whose ledger says what is applied, where no side is a connection. */
  readonly connectionId: string;
  readonly saved: (catalogId: string) => { readonly name: string; readonly catalog: Catalog };
  readonly spawnRunner: SpawnRunner;
  readonly twin: Twin;
  readonly scope: Scope;
  readonly push: Push<CompareSnapshot>;
  readonly signal: AbortSignal;
}

export interface ReadSide {
  readonly side: Side;
  readonly catalog: Catalog;
}

export type Sources = Readonly<Record<SideName, Source>>;

export interface ReadSides {
  readonly from: ReadSide;
  readonly to: ReadSide;
  /** What the first side is to become, also after something of it was renamed. */
  readonly wanted: (from: Catalog) => Catalog | Promise<Catalog>;
  /** Models on the first side are laid over the second: nothing of them can be renamed. */
  readonly canRename: boolean;
}

/** Models are compared with something: what they say nothing of is taken from there. */
export async function readSides(sources: Sources, input: ReadInput): Promise<ReadSides> {
  const { from, to } = sources;
  if (from.kind === 'models') {
    const other = await readSide('to', sources, input);
    const { side } = await readModels('from', other.catalog, input);
    return { from: side, to: other, wanted: () => other.catalog, canRename: false };
  }
  const first = await readSide('from', sources, input);
  if (to.kind === 'models') {
    const { side, overlay } = await readModels('to', first.catalog, input);
    return { from: first, to: side, wanted: overlay, canRename: true };
  }
  const second = await readSide('to', sources, input);
  return { from: first, to: second, wanted: () => second.catalog, canRename: true };
}

async function readSide(name: SideName, sources: Sources, input: ReadInput): Promise<ReadSide> {
  const source = sources[name];
  const { label, catalog } = await readSource(name, source, sources, input);
  input.signal.throwIfAborted();
  return sideOf(source, label, leaveOut(catalog, input.scope));
}

function sideOf(source: Source, label: string, catalog: Catalog): ReadSide {
  const { serverVersion, objects } = catalog;
  const readAt = new Date().toISOString();
  return { catalog, side: { source, label, serverVersion, readAt, objectCount: objects.length } };
}

interface Labelled {
  readonly label: string;
  readonly catalog: Catalog;
}

async function readSource(
  name: SideName,
  source: Source,
  sources: Sources,
  input: ReadInput,
): Promise<Labelled> {
  switch (source.kind) {
    case 'connection':
      return readConnection(name, source.connectionId, input);
    case 'applied':
      return readApplied(name, ledgerConnection(sources, input), input);
    case 'saved': {
      const { name: label, catalog } = input.saved(source.catalogId);
      return { label, catalog };
    }
    case 'models':
      throw badInput('Both sides are the models.', 'Compare them with a database.');
  }
}

async function readConnection(
  side: SideName,
  id: string,
  { connections, push, signal }: ReadInput,
): Promise<Labelled> {
  const { profile, credentials } = await connections.use(id);
  push({ phase: 'reading', side, what: `reading ${profile.name}`, doneCount: 0, totalCount: null });
  return { label: profile.name, catalog: await fetchCatalog(credentials, signal) };
}

/** The database that is on the other side, if one is. */
function ledgerConnection({ from, to }: Sources, { connectionId }: ReadInput): string {
  const named = [from, to].find((each) => each.kind === 'connection');
  return named?.kind === 'connection' ? named.connectionId : connectionId;
}

async function readApplied(side: SideName, connectionId: string, input: ReadInput): Promise<Labelled> {
  const { connections, project, isTrusted, push } = input;
  const applied = await fetchApplied({ connection: await connections.use(connectionId), project, isTrusted });
  const totalCount = applied.size;
  push({ phase: 'reading', side, what: 'starting the local PostgreSQL', doneCount: 0, totalCount });
  const onStep = (name: string, doneCount: number) =>
    push({ phase: 'reading', side, what: `replaying ${name}`, doneCount, totalCount });
  return { label: 'applied revisions', catalog: await fetchReplayedCatalog({ ...input, applied, onStep }) };
}

async function readModels(name: SideName, target: Catalog, input: ReadInput) {
  const { push, scope, signal } = input;
  push({ phase: 'reading', side: name, what: 'synchronising the models', doneCount: 0, totalCount: null });
  const models = await fetchModelsCatalog({ ...input, target });
  const overlay = async (now: Catalog) =>
    leaveOut(await withTurns(wantedByModels(now, models, 'project'), signal), scope);
  return { side: sideOf({ kind: 'models' }, 'models', await overlay(target)), overlay };
}
