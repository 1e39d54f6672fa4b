/** The hand-off bundle as a file to keep. Pure. */
import { strToU8, zipSync } from 'fflate';
import type { HandOff } from '../../../electron/contract/revisions';

/** At once, not in a worker: the content security policy lets no worker be made of a blob. */
export function zipBundle({ files }: Pick<HandOff, 'files'>): Uint8Array<ArrayBuffer> {
  return zipSync(Object.fromEntries(files.map(({ name, text }) => [name, strToU8(text)])));
}

const LONGEST_NAME = 200;

/** shop-api-20260202101500-add-discontinued-20260309101500-add-status.zip */
export function bundleName(projectName: string, { from, to }: Pick<HandOff, 'from' | 'to'>): string {
  const text = [projectName, headsName(from), headsName(to)].join('-');
  return `${text.replace(/[^\w.+-]+/g, '-').slice(0, LONGEST_NAME)}.zip`;
}

function headsName(heads: readonly string[]): string {
  return heads.map((name) => name.replace(/\.(?:[cm]?[jt]s|sql)$/, '')).join('+') || 'base';
}
