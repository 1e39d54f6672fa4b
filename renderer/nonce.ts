/** The nonce of the content security policy that this page came with: style tags made at run time carry it. */
export function readNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}
