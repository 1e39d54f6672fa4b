import { useEffect, useRef } from 'react';
import type { CodeLanguage } from './readingCode';
import styles from './SqlText.module.css';

interface SqlTextProps {
  readonly text: string;
  readonly language: CodeLanguage;
  /** What the text is, for who can't see it. */
  readonly label: string;
  /** PostgreSQL's character position of an error, from 1. */
  readonly position?: number | undefined;
  /** Long lines go on below instead of to the right. */
  readonly isWrapped?: boolean;
}

/** Code for reading. The viewer is loaded when first needed; until then the same text stands there plainly. */
export function SqlText({ text, language, label, position, isWrapped = false }: SqlTextProps) {
  const place = useRef<HTMLDivElement>(null);
  const plain = useRef<HTMLPreElement>(null);
  useEffect(() => {
    let viewer: { destroy(): void } | null = null;
    let isGone = false;
    import('./codeViewer').then(({ openCodeViewer }) => {
      if (isGone || !place.current) return;
      viewer = openCodeViewer(place.current, { text, language, label, position, isWrapped });
      plain.current?.setAttribute('hidden', '');
    });
    return () => {
      isGone = true;
      viewer?.destroy();
      plain.current?.removeAttribute('hidden');
    };
  }, [text, language, label, position, isWrapped]);
  return (
    <div className={styles.code} ref={place}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it */}
      <pre className={styles.plain} ref={plain} tabIndex={0} data-until-loaded>
        {text}
      </pre>
    </div>
  );
}
