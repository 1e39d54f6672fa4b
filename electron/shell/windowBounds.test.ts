import { expect, test } from 'vitest';
import { placeOnScreens } from './windowBounds';

const LAPTOP = { x: 0, y: 25, width: 1440, height: 875 };
const EXTERNAL = { x: 1440, y: 0, width: 2560, height: 1440 };
const WINDOW = { x: 1600, y: 100, width: 1280, height: 820 };

test('a window returns to the screen that it was on', () => {
  expect(placeOnScreens(WINDOW, [LAPTOP, EXTERNAL])).toEqual(WINDOW);
});

test('a window whose screen is gone starts afresh', () => {
  expect(placeOnScreens(WINDOW, [LAPTOP])).toBeNull();
  expect(placeOnScreens(null, [LAPTOP])).toBeNull();
});

test('a window of which too little would be seen starts afresh', () => {
  expect(placeOnScreens({ ...WINDOW, x: 1430 }, [LAPTOP])).toBeNull();
  expect(placeOnScreens({ ...WINDOW, x: 1300 }, [LAPTOP])).not.toBeNull();
});
