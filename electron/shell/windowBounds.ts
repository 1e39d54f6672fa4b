export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Enough of a window to be seen and dragged. */
const GRIP = 100;

/** The remembered place, unless its screen is not there any more. */
export function placeOnScreens(remembered: Bounds | null, screens: readonly Bounds[]): Bounds | null {
  if (remembered === null) return null;
  return screens.some((screen) => overlaps(remembered, screen)) ? remembered : null;
}

function overlaps(window: Bounds, screen: Bounds): boolean {
  const width = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
  const height = Math.min(window.y + window.height, screen.y + screen.height) - Math.max(window.y, screen.y);
  return width >= GRIP && height >= GRIP;
}
