import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { handOff } from '../../gallery/exampleHandOff';
import { bundleName, zipBundle } from './bundle';

test('the bundle holds every file with its text', () => {
  const unzipped = Object.entries(unzipSync(zipBundle(handOff)));
  expect(unzipped.map(([name, bytes]) => ({ name, text: strFromU8(bytes) }))).toEqual(handOff.files);
});

test('its name says the project, from where and to where', () => {
  expect(bundleName('Demo shop', { from: [], to: ['2026-a.js'] })).toBe('Demo-shop-base-2026-a.zip');
  expect(bundleName('x', { from: ['a.down.sql', 'b.mts'], to: [] })).toBe('x-a.down+b-base.zip');
});

test('a name that no file system takes is cut', () => {
  expect(bundleName('x/../y', { from: ['a'.repeat(300)], to: ['b'] })).toMatch(/^x-\.\.-y-a+\.zip$/);
  expect(bundleName('x', { from: ['a'.repeat(300)], to: ['b'] }).length).toBeLessThan(210);
});
