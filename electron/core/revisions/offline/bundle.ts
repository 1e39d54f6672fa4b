/** The files of a hand-off: both scripts, checksums, and what to do with them. */
import { createHash } from 'node:crypto';
import type { RevisionFile } from '../../project/project';
import type { HandOff } from './handOff';

export type BundleParts = Omit<HandOff, 'files'> & {
  readonly projectName: string;
  readonly serverVersion: string;
  readonly ledgerSql: string;
  readonly revisions: readonly RevisionFile[];
};

type BundleFile = HandOff['files'][number];

export function bundleFiles(parts: BundleParts): readonly BundleFile[] {
  const scripts = [
    { name: scriptName(parts), text: parts.sql },
    ...(parts.rollbackSql === null ? [] : [{ name: 'rollback.sql', text: parts.rollbackSql }]),
    { name: 'README.txt', text: readme(parts) },
  ];
  return [...scripts, { name: 'SHA256SUMS', text: checksums(scripts, parts.revisions) }];
}

function scriptName({ direction }: Pick<HandOff, 'direction'>): string {
  return direction === 'up' ? 'upgrade.sql' : 'downgrade.sql';
}

/** For sha256sum -c; the revisions are not in the bundle, and so are comments to it. */
function checksums(files: readonly BundleFile[], revisions: readonly RevisionFile[]): string {
  return [
    ...files.map(({ name, text }) => `${createHash('sha256').update(text).digest('hex')}  ${name}`),
    '# Revisions that the scripts were made from (without a byte order mark, with LF line ends):',
    ...revisions.map(({ name, checksum }) => `# ${checksum}  ${name}`),
    '',
  ].join('\n');
}

function readme(parts: BundleParts): string {
  const { direction, projectName, steps, notes, rollbackSql } = parts;
  const script = scriptName(parts);
  const goesBack =
    rollbackSql === null ? '' : '\nTo take it back:\n\n  psql -X -d DATABASE -f rollback.sql\n';
  return `${direction === 'up' ? 'Upgrade' : 'Downgrade'} of ${projectName}, made by Lockstep
From: ${describeHeads(parts.from)}
To:   ${describeHeads(parts.to)}

${direction === 'up' ? 'Runs' : 'Undoes'}, in this order:
${steps.map(({ name, transaction }) => `  ${name}${transaction === 'none' ? '   (without a transaction)' : ''}`).join('\n')}

Check that the files are complete, then run the script as a role that may change the schema:

  sha256sum -c SHA256SUMS
  psql -X -d DATABASE -f ${script}

It refuses a database in which other revisions are applied than it was made for, and one on which somebody else is
running revisions. It stops at the first error with exit code 3. Each revision is one transaction together with its
row in ${parts.ledgerSql}, so that what was completed before stays and is recorded. Do not give psql the option -1.
After an error the script can't be run again as it is once a revision was completed: make it again.
${goesBack}
Afterwards, what is applied:

  psql -X -d DATABASE -c 'SELECT name FROM ${parts.ledgerSql} ORDER BY name'
  lockstep current

The statements are those that the revisions sent on an empty local copy (PostgreSQL ${parts.serverVersion}), made by running what was
applied before. Values that the code computed, such as times and random ids, are those of that moment.
${notes.length === 0 ? '' : `\nTo know:\n${notes.map((note) => `- ${note}\n`).join('')}`}`;
}

export function describeHeads(heads: readonly string[]): string {
  return heads.length === 0 ? 'base' : heads.join(', ');
}
