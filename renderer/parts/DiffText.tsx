import { useEffect, useRef } from 'react';
import type { CodeLanguage } from './readingCode';
import styles from './SqlText.module.css';

interface DiffTextProps {
  readonly before: string;
  readonly after: string;
  readonly language: CodeLanguage;
  readonly label: string;
}

/** What a text was and is, as one. Until the viewer is loaded, what it is stands there plainly. */
export function DiffText({ before, after, language, label }: DiffTextProps) {
  const place = useRef<HTMLDivElement>(null);
  const plain = useRef<HTMLPreElement>(null);
  useEffect(() => {
    let viewer: { destroy(): void } | null = null;
    let isGone = false;
    import('./diffViewer').then(({ openDiffViewer }) => {
      if (isGone || !place.current) return;
      viewer = openDiffViewer(place.current, { before, after, language, label });
      plain.current?.setAttribute('hidden', '');
    });
    return () => {
      isGone = true;
      viewer?.destroy();
      plain.current?.removeAttribute('hidden');
    };
  }, [before, after, language, label]);
  return (
    <div className={styles.code} ref={place}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it */}
      <pre className={styles.plain} ref={plain} tabIndex={0} data-until-loaded>
        {after}
      </pre>
    </div>
  );
}
