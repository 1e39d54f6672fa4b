import type { RevisionFile, StatedPlace } from '../project/project';

/** A revision file as reading it would give it, without a file. */
export function revisionFile(
  name: string,
  stated: Partial<StatedPlace> = {},
  checksum = 'same',
): RevisionFile {
  return {
    name,
    path: `/project/${name}`,
    format: name.endsWith('.sql') ? 'sql' : name.endsWith('ts') ? 'ts' : 'js',
    checksum,
    downPath: null,
    hints: { declaredNone: false, outsideOnly: [] },
    stated: { revises: null, branch: null, dependsOn: [], lockTimeoutMs: null, problems: [], ...stated },
  };
}
