import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface Modes {
  readonly folder: number;
  readonly file: number;
}

export const FOR_NOBODY_ELSE: Modes = { folder: 0o700, file: 0o600 };
/** As the user's umask has it. */
export const AS_USUAL: Modes = { folder: 0o777, file: 0o666 };

/** The file is either the old or the new one, never half of it. */
export async function writeAtomically(
  path: string,
  text: string,
  { folder, file: mode }: Modes,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: folder });
  const draft = `${path}.${process.pid}.new`;
  const file = await open(draft, 'w', mode);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}
