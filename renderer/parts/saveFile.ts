/** Offers bytes as a file to keep, as a download of the page. */
export function saveFile(name: string, bytes: Uint8Array<ArrayBuffer>, type: string): void {
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Not at once: the download reads the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), FORGET_AFTER_MS);
}

const FORGET_AFTER_MS = 60_000;
