import { Button } from '@mantine/core';
import { Note } from '../../parts/Note';
import type { HistoryActions } from './HistoryView';
import styles from './HistoryView.module.css';
import { RevisionLinks } from './RevisionLinks';

interface HeadsBannerProps {
  readonly heads: readonly string[];
  readonly actions: Pick<HistoryActions, 'inspect' | 'merge' | 'rebase'>;
}

/** Several heads: somebody has to join them, one way or the other. */
export function HeadsBanner({ heads, actions }: HeadsBannerProps) {
  if (heads.length < 2) return null;
  return (
    <Note tone="amber">
      <div className={styles.banner}>
        <strong>{heads.length} heads:</strong>
        <RevisionLinks names={heads} onInspect={actions.inspect} />
        <div className={styles.bannerActs}>
          <Button variant="default" onClick={actions.merge}>
            Merge…
          </Button>
          <Button variant="default" onClick={() => actions.rebase()}>
            Rebase…
          </Button>
        </div>
      </div>
    </Note>
  );
}
