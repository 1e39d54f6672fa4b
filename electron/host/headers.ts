export type HeaderSet = Readonly<Record<string, string>>;

/**
 * On every response of both front doors. Without `require-trusted-types-for`: Mantine writes its styles with
 * innerHTML. `nonce` is for the inline styles of one document; `socket` is where a browser's page may connect to,
 * because not every browser takes 'self' to include WebSockets.
 */
export function securityHeaders({
  nonce,
  socket,
}: {
  readonly nonce?: string;
  readonly socket?: string;
} = {}): HeaderSet {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${nonce === undefined ? '' : ` 'nonce-${nonce}'`}`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${socket === undefined ? '' : ` ${socket}`}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ];
  return {
    'Content-Security-Policy': policy.join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  };
}
