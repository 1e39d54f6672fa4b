import { expect, test } from 'vitest';
import { isPageFrame, isPageUrl, PAGE_ORIGIN } from './pageOrigin';

test('the page is known by its exact origin', () => {
  expect(isPageUrl('app://lockstep/')).toBe(true);
  expect(isPageUrl('app://lockstep/index.html#/history')).toBe(true);
});

test.each([
  'app://lockstep',
  'app://lockstep.evil/',
  'app://evil/',
  'app://lockstep@evil/',
  'app://user@lockstep/',
  'app:lockstep/',
  'APP://lockstep/',
  'http://lockstep/',
  'file:///app://lockstep/',
  'data:text/html,app://lockstep/',
  'about:srcdoc',
  '',
])('“%s” is not the page', (url) => {
  expect(isPageUrl(url)).toBe(false);
});

test('only the page itself is heard: no frame inside it, no other origin, nothing that is gone', () => {
  const gone = {
    parent: null,
    get origin(): string {
      throw new Error('Render frame was disposed before WebFrameMain could be accessed');
    },
  };
  expect(isPageFrame({ parent: null, origin: PAGE_ORIGIN })).toBe(true);
  expect(isPageFrame({ parent: {}, origin: PAGE_ORIGIN })).toBe(false);
  expect(isPageFrame({ parent: null, origin: 'app://evil' })).toBe(false);
  expect(isPageFrame({ parent: null, origin: 'null' })).toBe(false);
  expect(isPageFrame(null)).toBe(false);
  expect(isPageFrame(gone)).toBe(false);
});
