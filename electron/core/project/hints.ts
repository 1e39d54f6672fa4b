import type { Project, RevisionFile } from './project';
import { readRevisionText } from './readProject';
import { type TransactionHints, transactionHints } from './revisionText';

/** Transaction hints of the files that a plan may contain, read once. */
export async function readHints(project: Project): Promise<(file: RevisionFile) => TransactionHints> {
  const hints = new Map<string, TransactionHints>();
  for (const file of project.revisions) {
    hints.set(file.name, transactionHints(await readRevisionText(file.path)));
  }
  return (file) => hints.get(file.name) ?? { declaredNone: false, outsideOnly: [] };
}
