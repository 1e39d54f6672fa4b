import { join } from 'node:path';
import { type BrowserWindow, screen } from 'electron';
import { z } from 'zod';
import { jsonFile } from '../core/home/jsonFile';
import { type Bounds, placeOnScreens } from './windowBounds';

export interface WindowPlace {
  readonly bounds: Bounds | null;
  readonly isMaximized: boolean;
}

/** Where the window was when it was last open. */
export interface WindowMemory {
  recall(): Promise<WindowPlace>;
  /** Keeps the place from now on. */
  follow(window: BrowserWindow): void;
}

const SETTLE_MS = 500;
const NOWHERE: WindowPlace = { bounds: null, isMaximized: false };

const size = z.number().int().min(1).max(100_000);
const position = z.number().int();
const placeSchema = z.object({
  bounds: z.object({ x: position, y: position, width: size, height: size }).nullable(),
  isMaximized: z.boolean(),
});

export function createWindowMemory(home: string): WindowMemory {
  const file = jsonFile<WindowPlace>(join(home, 'window.json'), placeSchema, NOWHERE);
  return {
    async recall() {
      const { bounds, isMaximized } = await file.read().catch(() => NOWHERE);
      const screens = screen.getAllDisplays().map(({ workArea }) => workArea);
      return { bounds: placeOnScreens(bounds, screens), isMaximized };
    },
    follow(window) {
      let timer: NodeJS.Timeout | undefined;
      const keep = () => {
        clearTimeout(timer);
        timer = setTimeout(() => {
          if (window.isDestroyed()) return;
          const place = { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() };
          file.change(() => place).catch((error) => process.stderr.write(`window.json: ${error}\n`));
        }, SETTLE_MS);
      };
      window.on('resize', keep).on('move', keep);
    },
  };
}
