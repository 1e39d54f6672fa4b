/**
 * What is told of one row is found without looking through both Catalogs: the law is that it is the same as what two
 * whole ones come to, made anew from their JSON. LOCKSTEP_PAIRS says how many pairs are tried, LOCKSTEP_SEED which.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { atOnce } from '../../stretches';
import type { Catalog, CatalogObject } from '../catalog';
import { scriptOf } from '../describeChange';
import { diffCatalogs } from '../diff/diffCatalogs';
import { openPlace, type Place } from '../diff/random/checkPair';
import { schemaPair, schemaSql } from '../diff/random/schemas';
import type { Grouping } from '../groups';
import { quoted } from '../identity';
import { createLookup, type Lookup } from '../lookup';
import { takenNames } from '../takenNames';
import { chooseRows, describeChoice, statementsOf } from './choose';
import { type Compared, compareCatalogs } from './compareCatalogs';
import { closeOver } from './needs/needs';
import { objectText } from './objectText';
import { viewObject } from './viewObject';
import { wantedLookup } from './wanted';

const { LOCKSTEP_PAIRS, LOCKSTEP_SEED } = process.env;
const PAIRS = Number(LOCKSTEP_PAIRS ?? 20);
const SEED = Number(LOCKSTEP_SEED ?? 18);

let here: Place;
let there: Place;
beforeAll(async () => {
  [here, there] = [await openPlace('18'), await openPlace('18')];
});
afterAll(async () => {
  for (const place of [here, there]) await place?.close();
});

test(`each row of ${PAIRS} pairs, seed ${SEED}, is told as by the whole`, {
  timeout: 3_600_000,
}, async () => {
  let rowCount = 0;
  const property = fc.asyncProperty(schemaPair, async (pair) => {
    const [from, to] = [await here.make(schemaSql(pair.a)), await there.make(schemaSql(pair.b))];
    const compared = compareCatalogs(from, to);
    for (const { id, isGroup } of compared.rows) {
      if (isGroup) continue;
      checkLookup(compared, id);
      checkObject(compared, id);
      checkChoice(compared, id);
      rowCount++;
    }
  });
  await fc.assert(property, { numRuns: PAIRS, seed: SEED });
  expect(rowCount).toBeGreaterThan(PAIRS);
});

const GROUPINGS: readonly Grouping[] = [
  'kind',
  'schema',
  'relation',
  'parent',
  'dependency',
  'owner',
  'name',
  'notNull',
];

/** Finds what one of the whole does, and in the same order. */
function checkLookup({ from, parts }: Compared, rowId: string): void {
  const changed = wantedLookup(parts, new Set([rowId]));
  const whole = createLookup(anew(changed));
  const objects = [...from.catalog.objects, ...whole.catalog.objects];
  const keys = new Set(objects.flatMap((each) => [each.id, each.kind, ...namesOf(each)]));
  for (const key of keys) {
    expect(changed.get(key), key).toEqual(whole.get(key));
    for (const by of GROUPINGS) {
      expect(changed.grouped(by, key), `${by} ${key}`).toEqual(whole.grouped(by, key));
    }
  }
}

function namesOf(object: CatalogObject): readonly string[] {
  const names = 'schema' in object ? [object.schema, quoted(object)] : [];
  return [...names, ...takenNames(object)];
}

function checkObject(compared: Compared, rowId: string): void {
  const { wanted } = chooseRows(compared, [...closeOver([rowId], compared.needs).keys()]);
  const [from, to] = [anew(compared.from), anew(wanted)];
  const row = compared.rows.find(({ id }) => id === rowId);
  const shown = row?.parentId ?? rowId;
  const [before, after] = [compared.original, compared.to].map((each) => createLookup(anew(each)));
  expect(atOnce(viewObject(compared, rowId)), rowId).toEqual({
    rowId,
    fromDdl: before && objectText(shown, before),
    toDdl: after && objectText(shown, after, before?.get(shown)),
    statements: statementsOf(diffCatalogs(from, to).changes),
    reverse: statementsOf(diffCatalogs(to, from).changes),
  });
}

function checkChoice(compared: Compared, rowId: string): void {
  const { wanted, rows } = chooseRows(compared, [rowId]);
  const { changes, refused } = diffCatalogs(anew(compared.from), anew(wanted));
  const told = atOnce(describeChoice(compared, [rowId]));
  expect(told, rowId).toMatchObject({ statements: statementsOf(changes), sql: scriptOf(changes), refused });
  expect(told.added.map((each) => each.rowId)).toEqual([...rows].filter((id) => id !== rowId));
}

/** With no object, and nothing that was grouped before, in common. */
function anew({ catalog }: Lookup): Catalog {
  return JSON.parse(JSON.stringify(catalog));
}
