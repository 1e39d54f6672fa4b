import { expect, test } from 'vitest';
import { allowedExternalLink } from './externalLink';

test.each([
  [
    'https://www.postgresql.org/docs/18/explicit-locking.html',
    'https://www.postgresql.org/docs/18/explicit-locking.html',
  ],
  ['HTTPS://WWW.PostgreSQL.org/docs', 'https://www.postgresql.org/docs'],
  ['https://www.postgresql.org:443/', 'https://www.postgresql.org/'],
  ['https://www.postgresql.org\t/docs\n', 'https://www.postgresql.org/docs'],
  ['https:\\\\www.postgresql.org\\docs', 'https://www.postgresql.org/docs'],
])('%s is opened as %s', (text, href) => {
  expect(allowedExternalLink(text)).toBe(href);
});

test.each([
  '',
  ' ',
  'www.postgresql.org',
  '//www.postgresql.org/',
  '/docs',
  'http://www.postgresql.org/',
  'ftp://www.postgresql.org/',
  'file:///etc/passwd',
  'file://www.postgresql.org/share',
  'smb://www.postgresql.org/share',
  'ms-msdt:/id PCWDiagnostic',
  'search-ms:query=x',
  'javascript:alert(1)',
  'javascript://www.postgresql.org/%0aalert(1)',
  'java\tscript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'mailto:x@www.postgresql.org',
  'vscode://www.postgresql.org/',
  'app://lockstep/',
  'about:blank',
  'blob:https://www.postgresql.org/x',
  'view-source:https://www.postgresql.org/',
  'https://postgresql.org/',
  'https://www.postgresql.org.evil.com/',
  'https://www.postgresql.org@evil.com/',
  'https://user@www.postgresql.org/',
  'https://user:secret@www.postgresql.org/',
  'https://:secret@www.postgresql.org/',
  'https://www.postgresql.org:8443/',
  'https://www.postgresql.org./',
  'https://evil.com/www.postgresql.org',
  'https://evil.com/?https://www.postgresql.org/',
  'https://evil.com#www.postgresql.org',
  'https://evil.com\\@www.postgresql.org/',
  'https://wwwpostgresql.org/',
  'https://www.postgresqI.org/',
  'https://www.pоstgresql.org/',
  'https://www%2Epostgresql.org.evil.com/',
  'https://127.0.0.1/',
])('%s stays unopened', (text) => {
  expect(allowedExternalLink(text)).toBeNull();
});
