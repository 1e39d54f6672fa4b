import { IconFilePencil, IconFilePlus } from '@tabler/icons-react';
import type { FileChange } from '../../electron/contract/revisions';
import { DiffText } from './DiffText';
import styles from './FileChangeList.module.css';
import type { CodeLanguage } from './readingCode';
import { SqlText } from './SqlText';

/** What will be written, file by file: new ones whole, changed ones as a difference. */
export function FileChangeList({ changes }: { readonly changes: readonly FileChange[] }) {
  return (
    <ul className={styles.files} aria-label="Files">
      {changes.map((change) => (
        <li key={change.path} className={styles.file}>
          <FileHead change={change} />
          <FileText change={change} />
        </li>
      ))}
    </ul>
  );
}

function FileHead({ change: { path, before, renamedFrom } }: { readonly change: FileChange }) {
  const Icon = before === null ? IconFilePlus : IconFilePencil;
  return (
    <h2 className={styles.head}>
      <Icon size={14} aria-hidden className={styles.icon} />
      <span>{before === null ? 'New' : renamedFrom === null ? 'Changed' : 'Renamed'}</span>
      {renamedFrom !== null && (
        <>
          <code className={styles.old}>{renamedFrom}</code> to
        </>
      )}
      <code>{path}</code>
    </h2>
  );
}

function FileText({ change: { path, before, after } }: { readonly change: FileChange }) {
  const language = languageOf(path);
  if (before === null) return <SqlText text={after} language={language} label={`Text of ${path}`} />;
  if (before === after) return <p className={styles.same}>Its text stays as it is.</p>;
  return <DiffText before={before} after={after} language={language} label={`Difference of ${path}`} />;
}

function languageOf(path: string): CodeLanguage {
  if (path.endsWith('.sql')) return 'sql';
  return /\.[cm]?[jt]s$/.test(path) ? 'js' : 'text';
}
