/** Files that come in parts. */
import { randomUUID } from 'node:crypto';
import { badInput } from '../../errors';
import { createShelf } from './shelf';

export interface Uploads {
  /** null begins one. */
  add(uploadId: string | null, text: string): string;
  /** The whole, with its last part. */
  end(uploadId: string | null, text: string): string;
}

const KEPT_UPLOADS = 2;
/** The catalog of 10,000 tables takes 40 million letters. */
const LONGEST = 200_000_000;

export function createUploads(): Uploads {
  const kept = createShelf<string[]>(KEPT_UPLOADS, 'file', 'Open it again.');
  const add = (uploadId: string | null, text: string) => {
    const id = uploadId ?? randomUUID();
    const parts = uploadId === null ? [] : kept.get(uploadId);
    parts.push(text);
    kept.put(id, parts);
    if (parts.reduce((sum, part) => sum + part.length, 0) <= LONGEST) return id;
    kept.drop(id);
    throw badInput('That file is too large to be a saved catalog.', 'Choose another one.', 'file');
  };
  return {
    add,
    end(uploadId, text) {
      if (uploadId === null) return text;
      const whole = [...kept.get(uploadId), text].join('');
      kept.drop(uploadId);
      return whole;
    },
  };
}
