/**
 * What can't stay as it is while something else changes: found from what must change, through all that depends on it.
 * Start at `findFates`.
 */
import { forEach, type Stretches } from '../../stretches';
import type { CatalogObject } from '../catalog';
import { idInSchema, quoted } from '../identity';
import { idOfParent, type Lookup } from '../lookup';
import type { Column, RelationName, Table } from '../table';
import type { Domain } from '../userTypes';
import { isContained } from './alter/types';
import type { ColumnFate, Fates } from './fates';
import { mentions, mentionsColumn } from './mentions';
import { changesType, childrenApart, partsNotPassedOn } from './table/apart';
import { naturalFate } from './table/naturalFate';

const STRENGTH: Readonly<Record<ColumnFate, number>> = { default: 0, retyped: 1, remade: 2, dropped: 3 };

/** Nothing is lost with these. */
const REMAKEABLE: ReadonlySet<CatalogObject['kind']> = new Set([
  'view',
  'function',
  'procedure',
  'aggregate',
  'trigger',
  'rule',
  'policy',
  'statistics',
  'grant',
  'event trigger',
  'constraint',
  'index',
]);

const TYPES: ReadonlySet<CatalogObject['kind']> = new Set([
  'enum',
  'domain',
  'composite',
  'range',
  'collation',
]);

export interface FateRequest {
  /** Partitions, new ones, too. */
  readonly joining: readonly Table[];
  readonly before: Lookup;
  readonly after: Lookup;
  readonly dropped: readonly CatalogObject[];
  /** There is no way to alter them. */
  readonly unalterable: readonly CatalogObject[];
  readonly tables: readonly { readonly a: Table; readonly b: Table }[];
}

export function* findFates(request: FateRequest): Stretches<Fates> {
  const search = new FateSearch(request.before, request.after);
  for (const object of request.unalterable) search.remake(object);
  for (const { a, b } of request.tables) {
    for (const column of a.columns) {
      const fate = naturalFate(column, b);
      if (fate) search.breakColumn(a, column, fate);
    }
    for (const child of childrenApart(a, b, search)) search.estranged.add(child.id);
  }
  for (const table of request.joining)
    for (const part of partsNotPassedOn(table, search)) search.replace(part);
  yield* forEach(request.dropped, (object) => {
    if (search.isNameTaken(object)) search.remade.add(object.id);
    search.markGone(object.id);
    search.losePart(object);
  });
  yield* search.run();
  return search;
}

class FateSearch implements Fates {
  readonly replaced = new Set<string>();
  readonly remade = new Set<string>();
  readonly released = new Set<string>();
  private readonly gone = new Set<string>();
  private readonly columns = new Map<string, Map<string, ColumnFate>>();
  readonly estranged = new Set<string>();
  private readonly waiting: string[] = [];

  constructor(
    readonly before: Lookup,
    readonly after: Lookup,
  ) {}

  ownedSequences(table: RelationName): readonly string[] {
    return this.before.sequencesOf(table).map(({ id }) => id);
  }

  isGone(id: string): boolean {
    return this.gone.has(id);
  }

  columnFate(table: Table, name: string): ColumnFate | undefined {
    return this.columns.get(table.id)?.get(name);
  }

  hasColumnFates(table: Table): boolean {
    return this.columns.has(table.id);
  }

  markGone(id: string): void {
    if (this.gone.has(id)) return;
    this.gone.add(id);
    this.waiting.push(id);
  }

  /** By a type of another kind: columns go from one to the other. */
  isNameTaken(object: CatalogObject): boolean {
    if (!TYPES.has(object.kind) || !('schema' in object)) return false;
    const { schema, name } = object;
    return [...TYPES].some((kind) => this.after.get(idInSchema(kind, schema, name)) !== undefined);
  }

  remake(object: CatalogObject): void {
    if (!this.after.get(object.id)) return;
    (TYPES.has(object.kind) ? this.remade : this.replaced).add(object.id);
    this.markGone(object.id);
  }

  run(): Stretches<void> {
    return forEach(this.takeWaiting(), (id) => {
      const object = this.before.get(id);
      if (!object) return;
      for (const dependent of this.before.dependentsOf(id)) this.lose(dependent, object);
      if (object.kind === 'view' || object.kind === 'table') {
        for (const part of this.before.partsOf(object)) this.replace(part);
      }
      if (object.kind === 'index' || object.kind === 'constraint') this.loseParts(object);
    });
  }

  private *takeWaiting(): Generator<string> {
    for (let id = this.waiting.pop(); id !== undefined; id = this.waiting.pop()) yield id;
  }

  replace(object: CatalogObject): void {
    if (this.after.get(object.id) && REMAKEABLE.has(object.kind)) this.remake(object);
  }

  private lose(dependent: CatalogObject, gone: CatalogObject): void {
    if (!this.after.get(dependent.id)) return;
    if (REMAKEABLE.has(dependent.kind)) this.replace(dependent);
    else if (dependent.kind === 'table') this.loseInTable(dependent, gone);
    else if (dependent.kind === 'domain' && !this.remade.has(gone.id)) this.loseInDomain(dependent);
    else if (TYPES.has(dependent.kind) && this.remade.has(gone.id)) this.remake(dependent);
  }

  /** An index's part goes only with the whole. */
  losePart(object: CatalogObject): void {
    if (object.kind !== 'index' && object.kind !== 'constraint') return;
    const table = this.before.table({ schema: object.schema, name: object.table });
    if (!table || !this.after.get(table.id) || this.leaves(table).length > 0) return;
    const whole = this.before.get(idOfParent(object, this.before, table) ?? '');
    if (whole) this.replace(whole);
  }

  private loseInDomain(domain: Domain): void {
    if (domain.checks.length > 0 && isContained(domain, this.before)) this.remake(domain);
    else this.released.add(domain.id);
  }

  private loseInTable(table: Table, gone: CatalogObject): void {
    if (!('schema' in gone) || this.replaced.has(table.id)) return;
    if (mentions(table.partitionedBy, gone)) {
      this.remake(table);
      return;
    }
    for (const column of table.columns) {
      const isOfType = mentions(column.type, gone) || mentions(column.collation, gone);
      const uses = mentions(column.default, gone);
      if (isOfType && this.remade.has(gone.id)) this.breakColumn(table, column, 'retyped');
      if (uses) this.breakColumn(table, column, column.generated === null ? 'default' : 'remade');
    }
  }

  /** The parts of a partitioned table's index go with it, unless their table has left before. */
  private loseParts(part: CatalogObject & { readonly schema: string; readonly table: string }): void {
    const table = this.before.table({ schema: part.schema, name: part.table });
    if (!table || table.partitionedBy === null) return;
    for (const child of this.before.childrenOf(table)) {
      for (const each of this.before.partsOf(child)) {
        if (each.kind !== 'index' && each.kind !== 'constraint') continue;
        if (each.parent?.name === part.name) this.replace(each);
      }
    }
  }

  breakColumn(table: Table, column: Column, fate: ColumnFate): void {
    const columns = this.columns.get(table.id) ?? new Map<string, ColumnFate>();
    this.columns.set(table.id, columns);
    const known = columns.get(column.name);
    if (known !== undefined && STRENGTH[known] >= STRENGTH[fate]) return;
    columns.set(column.name, fate);
    if (fate === 'default') return;
    // https://www.postgresql.org/docs/18/sql-altertable.html: a column of the key can be neither dropped nor retyped.
    if (mentionsColumn(table.partitionedBy, column.name)) this.remake(table);
    this.breakUsers(table, column, fate);
  }

  private breakUsers(table: Table, { name }: Column, fate: ColumnFate): void {
    for (const dependent of this.before.dependentsOf(table.id)) {
      if (!dependent.dependsOn.some(({ id, column }) => id === table.id && column === name)) continue;
      if (fate !== 'retyped' || !isRebuilt(dependent)) this.replace(dependent);
    }
    for (const other of table.columns) {
      if (other.generated !== null && other.name !== name && mentionsColumn(other.default, name)) {
        this.breakColumn(table, other, 'remade');
      }
    }
    for (const child of this.before.childrenOf(table)) {
      const column = child.columns.find((each) => each.name === name);
      if (column && fate !== 'dropped' && this.after.get(child.id)) this.breakColumn(child, column, fate);
    }
  }

  leaves(table: Table): readonly RelationName[] {
    const now = this.after.get(table.id);
    if (now?.kind !== 'table') return [];
    return table.parents.filter((name) => {
      const parent = this.before.table(name);
      if (parent && this.gone.has(parent.id)) return true;
      if (table.partitionBound !== now.partitionBound || this.estranged.has(table.id)) return true;
      return !now.parents.some((each) => quoted(each) === quoted(name));
    });
  }

  leavesType(table: Table): boolean {
    const now = this.after.get(table.id);
    if (table.ofType === null || now?.kind !== 'table') return false;
    return table.ofType !== now.ofType || changesType(table, this);
  }
}

/** PostgreSQL makes these anew itself when a column's type changes. */
function isRebuilt(object: CatalogObject): boolean {
  return object.kind === 'index' || (object.kind === 'constraint' && object.type !== 'foreign');
}
