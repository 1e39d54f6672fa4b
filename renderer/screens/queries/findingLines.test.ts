import { expect, test } from 'vitest';
import { QUERY_SORTS } from '../../app/adviceAddresses';
import { findings } from '../../gallery/exampleQueries';
import { linesOf, meanMs } from './findingLines';

const kinds = (lines: ReturnType<typeof linesOf>) => lines.map(({ finding }) => finding.kind);

test('findings are sorted by what is asked for, the most first', () => {
  expect(kinds(linesOf(findings, '', 'share'))).toEqual(['n-plus-one', 'sequential-scan', 'row-at-a-time']);
  expect(kinds(linesOf(findings, '', 'calls'))).toEqual(['n-plus-one', 'row-at-a-time', 'sequential-scan']);
  expect(kinds(linesOf(findings, '', 'rows'))[0]).toBe('sequential-scan');
  expect(kinds(linesOf(findings, '', 'mean'))[0]).toBe('sequential-scan');
  for (const sort of QUERY_SORTS) expect(linesOf(findings, '', sort)).toHaveLength(findings.length);
});

test('a filter finds kinds, tables and statements by all of its words', () => {
  expect(kinds(linesOf(findings, 'n+1 products', 'share'))).toEqual(['n-plus-one']);
  expect(kinds(linesOf(findings, 'INSERT order_items', 'share'))).toEqual(['row-at-a-time']);
  expect(linesOf(findings, 'nowhere', 'share')).toEqual([]);
});

test('the mean of what was not called is no division by nothing', () => {
  expect(findings.map((each) => meanMs({ ...each, calls: 0, totalMs: 0 }))).toEqual([0, 0, 0]);
});
