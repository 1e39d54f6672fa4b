import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChangeRow } from '../../../electron/contract/catalog';
import { change, column, comparison, FAX, STATUS, table } from '../../gallery/exampleChanges';
import { carryOver, choose, indexRows, isChoosable, leaveOut, tickOf, toggleMany } from './choice';

const index = indexRows(comparison.rows);
const ENUM = 'enum public.order_status';
const VIEW = 'view public.customer_contacts';

test('what destroys data is not chosen by itself, nor what needs it', () => {
  expect(index.initial.has(FAX)).toBe(false);
  expect(index.initial.has('table public.sessions_old')).toBe(false);
  const dependent = change({ id: 'view v', name: 'v', kind: 'view', needs: [FAX] });
  expect(indexRows([...comparison.rows, dependent]).initial.has('view v')).toBe(false);
});

test('choosing adds what is needed, and says so', () => {
  const { chosen, note } = choose(index, new Set(), STATUS);
  expect([...chosen].sort()).toEqual([STATUS, ENUM].sort());
  expect(note).toEqual({ kind: 'added', rowId: STATUS, ids: [ENUM] });
});

test('leaving out takes along what needs it, and says so', () => {
  const { chosen, note } = leaveOut(index, index.initial, ENUM);
  expect(chosen.has(STATUS)).toBe(false);
  expect(note).toEqual({ kind: 'removed', rowId: ENUM, ids: [STATUS] });
});

test('a row that needs what destroys data waits until that is chosen too', () => {
  const dependent = change({ id: 'view v', name: 'v', kind: 'view', needs: [FAX] });
  const own = indexRows([...comparison.rows, dependent]);
  const { chosen, note } = choose(own, new Set(), 'view v');
  expect(chosen.size).toBe(0);
  expect(note).toEqual({ kind: 'waits', rowId: 'view v', ids: [FAX], isPossible: true });
  expect([...choose(own, new Set(), 'view v', true).chosen].sort()).toEqual([FAX, VIEW, 'view v'].sort());
});

test('what destroys data can be chosen by hand', () => {
  expect([...choose(index, new Set(), FAX).chosen].sort()).toEqual([FAX, VIEW].sort());
});

test('what needs something that can’t be planned can’t be chosen at all', () => {
  const rows = comparison.rows.map((row) => (row.id === ENUM ? { ...row, refused: 'no' } : row));
  const own = indexRows(rows);
  expect(own.initial.has(STATUS)).toBe(false);
  expect(choose(own, new Set(), STATUS, true).note).toMatchObject({ kind: 'waits', isPossible: false });
});

test('a heading chooses what is safe beneath it, and then none', () => {
  const own = indexRows([
    table('a'),
    column('a', 'x', { action: 'create', summary: '' }),
    column('a', 'y', { action: 'drop', summary: '', destroys: 'the values of y' }),
  ]);
  const ids = ['column public.a.x', 'column public.a.y'];
  const some = toggleMany(own, new Set(), ids);
  expect([...some]).toEqual(['column public.a.x']);
  expect(tickOf(ids, some)).toBe('some');
  expect(tickOf(ids, new Set(ids))).toBe('all');
  expect(toggleMany(own, some, ids).size).toBe(0);
});

test('comparing again keeps what was decided, and chooses of what is new what is safe', () => {
  const decided = leaveOut(index, choose(index, index.initial, FAX).chosen, STATUS).chosen;
  const more = column('orders', 'new', { action: 'create', summary: '' });
  const after = indexRows([...comparison.rows.filter(({ id }) => id !== 'extension citext'), more]);
  const carried = carryOver(index, decided, after);
  expect(carried.has(FAX)).toBe(true);
  expect(carried.has(STATUS)).toBe(false);
  expect(carried.has(more.id)).toBe(true);
  expect(carried.has('extension citext')).toBe(false);
});

/** So that most rows can be chosen, and chains of them. */
const seldom = fc.nat(7).map((each) => each === 0);
const rowsWithNeeds = fc.integer({ min: 1, max: 12 }).chain((count) =>
  fc.array(
    fc.record({
      needs: fc.uniqueArray(fc.nat(count - 1), { maxLength: 3 }),
      loses: seldom,
      isRefused: seldom,
    }),
    { minLength: count, maxLength: count },
  ),
);

test('whatever is clicked, what is chosen can be done, and has all that it needs', () => {
  fc.assert(
    fc.property(rowsWithNeeds, fc.array(fc.tuple(fc.nat(11), fc.boolean())), (made, clicks) => {
      const rows: readonly ChangeRow[] = made.map(({ needs, loses, isRefused }, at) =>
        change({
          id: `r${at}`,
          name: `r${at}`,
          needs: needs.map((each) => `r${each}`),
          destroys: loses ? 'values' : null,
          refused: isRefused ? 'no' : null,
        }),
      );
      const own = indexRows(rows);
      const clicked = new Set(clicks.map(([at]) => `r${at}`));
      const last = clicks.reduce((chosen, [at, isMany]) => {
        const id = `r${at}`;
        const row = own.rows.get(id);
        if (!row || !isChoosable(row)) return chosen;
        if (isMany)
          return toggleMany(
            own,
            chosen,
            [id, 'r0', 'r1'].filter((each) => own.rows.has(each)),
          );
        return (chosen.has(id) ? leaveOut : choose)(own, chosen, id).chosen;
      }, own.initial);
      for (const id of last) {
        const row = own.rows.get(id);
        expect(row && isChoosable(row)).toBe(true);
        expect(row?.needs.every((need) => last.has(need))).toBe(true);
        if (row?.destroys !== null) expect(clicked.has(id)).toBe(true);
      }
    }),
  );
});
