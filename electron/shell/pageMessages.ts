import { ipcMain, type WebFrameMain } from 'electron';
import { isPageFrame } from './pageOrigin';

/** The only place that listens to ipcMain: whoever is not the page itself is not heard. */
export function onPageMessage(channel: string, act: (page: WebFrameMain) => void): void {
  // senderFrame is read at once: after any await it may be another document's, or gone.
  ipcMain.on(channel, ({ senderFrame }) => {
    if (senderFrame && isPageFrame(senderFrame)) act(senderFrame);
  });
}
