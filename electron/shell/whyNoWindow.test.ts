import { expect, test } from 'vitest';
import { whyNoWindow } from './whyNoWindow';

test.each(['darwin', 'win32'] as const)('%s always has a display', (platform) => {
  expect(whyNoWindow({ platform, env: {}, userId: 501 })).toBeNull();
});

test.each([{ DISPLAY: ':0' }, { WAYLAND_DISPLAY: 'wayland-0' }])(
  'a Linux user with %j can have a window',
  (env) => {
    expect(whyNoWindow({ platform: 'linux', env, userId: 1000 })).toBeNull();
  },
);

test('without a display there is no window', () => {
  expect(whyNoWindow({ platform: 'linux', env: { DISPLAY: '' }, userId: 1000 })).toContain('display');
});

test('root has no window on Linux', () => {
  expect(whyNoWindow({ platform: 'linux', env: { DISPLAY: ':0' }, userId: 0 })).toContain('root');
});
