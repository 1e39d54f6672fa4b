import type { EnableStep } from '../../electron/contract/queries';
import styles from './EnableSteps.module.css';
import { GrantSql } from './GrantNote';

/** What a person does, one after the other, before a server counts its statements. */
export function EnableSteps({ steps }: { readonly steps: readonly EnableStep[] }) {
  return (
    <ol className={styles.steps} aria-label="Steps">
      {steps.map(({ title, sql }, place) => (
        <li key={title} className={styles.step}>
          <p>
            {place + 1}. {title}
          </p>
          {sql !== null && <GrantSql grantSql={sql} />}
        </li>
      ))}
    </ol>
  );
}
