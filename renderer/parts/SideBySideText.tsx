import { useEffect, useRef } from 'react';
import type { CodeLanguage } from './readingCode';
import styles from './SideBySideText.module.css';

interface SideBySideTextProps {
  readonly before: string;
  readonly after: string;
  readonly beforeLabel: string;
  readonly afterLabel: string;
  readonly language: CodeLanguage;
}

/** Two texts beside each other. Until the viewer is loaded, both stand there plainly. */
export function SideBySideText({ before, after, beforeLabel, afterLabel, language }: SideBySideTextProps) {
  const place = useRef<HTMLDivElement>(null);
  const plain = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let viewer: { destroy(): void } | null = null;
    let isGone = false;
    import('./sideBySideViewer').then(({ openSideBySideViewer }) => {
      if (isGone || !place.current) return;
      viewer = openSideBySideViewer(place.current, {
        before: { text: before, label: beforeLabel },
        after: { text: after, label: afterLabel },
        language,
      });
      plain.current?.setAttribute('hidden', '');
    });
    return () => {
      isGone = true;
      viewer?.destroy();
      plain.current?.removeAttribute('hidden');
    };
  }, [before, after, beforeLabel, afterLabel, language]);
  return (
    <div className={styles.code} ref={place}>
      <div className={styles.plain} ref={plain} data-until-loaded>
        <pre>{before}</pre>
        <pre>{after}</pre>
      </div>
    </div>
  );
}
