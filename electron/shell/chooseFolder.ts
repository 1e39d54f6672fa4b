import { BrowserWindow, dialog, type OpenDialogOptions } from 'electron';

/** The system's folder dialog, in front of the window that asks. */
export async function chooseFolder(): Promise<string | null> {
  const options: OpenDialogOptions = { title: 'Open a project', properties: ['openDirectory'] };
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  const { filePaths } = await (window
    ? dialog.showOpenDialog(window, options)
    : dialog.showOpenDialog(options));
  return filePaths[0] ?? null;
}
