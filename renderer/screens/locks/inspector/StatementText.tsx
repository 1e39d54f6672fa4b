import styles from './PartyInspector.module.css';

/** Plain, because it may be another one with every sample, and there at once. */
export function StatementText({ text }: { readonly text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it
    <code className={styles.statement} tabIndex={0}>
      {text}
    </code>
  );
}
