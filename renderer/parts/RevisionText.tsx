import { Skeleton } from '@mantine/core';
import type { ErrorInfo } from '../../electron/contract/call';
import type { RevisionSource } from '../../electron/contract/revisions';
import { CopyButton } from './CopyButton';
import { ErrorNote } from './ErrorNote';
import styles from './RevisionText.module.css';
import { SqlText } from './SqlText';

export type SourceState =
  | { readonly kind: 'loading' }
  /** There is no file to read. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'failed'; readonly error: ErrorInfo }
  | { readonly kind: 'shown'; readonly source: RevisionSource };

/** A revision's text as far as it is there. */
export function RevisionText({ state }: { readonly state: SourceState }) {
  switch (state.kind) {
    case 'loading':
      return <Skeleton height={160} aria-label="Loading the text" role="status" />;
    case 'absent':
      return <p className={styles.quiet}>The file is not in this folder, so there is no text to show.</p>;
    case 'failed':
      return <ErrorNote error={state.error} />;
    case 'shown':
      return <Texts source={state.source} />;
  }
}

function Texts({ source: { name, format, text, downText } }: { readonly source: RevisionSource }) {
  return (
    <div className={styles.texts}>
      <div className={styles.head}>
        <span>{downText === null ? 'Text' : 'Up'}</span>
        <CopyButton text={text} />
      </div>
      <SqlText text={text} language={format === 'sql' ? 'sql' : 'js'} label={`Text of ${name}`} />
      {downText !== null && (
        <>
          <span className={styles.head}>Down</span>
          <SqlText text={downText} language="sql" label={`What undoes ${name}`} />
        </>
      )}
    </div>
  );
}
