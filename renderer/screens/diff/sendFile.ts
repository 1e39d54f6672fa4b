import type { SavedCatalog } from '../../../electron/contract/catalog';
import type { Api } from '../../api';

/** Letters of one message: the socket takes a mebibyte, and JSON in JSON grows. */
const PART_LENGTH = 150_000;

/** In parts, because a message has a limit that large schemas exceed. */
export async function sendFile(api: Api, file: File): Promise<SavedCatalog> {
  const text = await file.text();
  let uploadId: string | null = null;
  let at = 0;
  for (; text.length - at > PART_LENGTH; at += PART_LENGTH) {
    uploadId = (await api.catalog.upload({ uploadId, text: text.slice(at, at + PART_LENGTH) })).uploadId;
  }
  return api.catalog.load({ name: file.name, uploadId, text: text.slice(at) });
}
