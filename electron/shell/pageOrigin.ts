/** The only origin whose documents are ever shown. */
export const PAGE_ORIGIN = 'app://lockstep';

/** Not by `new URL(url).origin`: that is "null" for schemes which Node does not know. */
export function isPageUrl(url: string): boolean {
  return url.startsWith(`${PAGE_ORIGIN}/`);
}

/** What there is to know of a frame; Electron's getters throw once it is gone. */
export interface SenderFrame {
  readonly parent: unknown;
  readonly origin: string;
}

/** The page itself, and no frame inside it. */
export function isPageFrame(frame: SenderFrame | null): boolean {
  try {
    return frame !== null && frame.parent === null && frame.origin === PAGE_ORIGIN;
  } catch {
    return false;
  }
}
