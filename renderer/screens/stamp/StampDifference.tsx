import type { StampPlan } from '../../../electron/contract/revisions';
import { describeHeads } from '../../parts/describeHeads';
import { Note } from '../../parts/Note';
import panel from '../../parts/Panel.module.css';
import { PreviewRegion } from '../../parts/PreviewRegion';
import type { Preview } from '../../parts/preview';
import { SqlText } from '../../parts/SqlText';
import styles from './StampView.module.css';

export function StampDifference({ preview }: { readonly preview: Preview<StampPlan> }) {
  return (
    <PreviewRegion
      label="Difference"
      preview={preview}
      incomplete="The difference is shown here before the ledger is changed."
      loading="Finding out the difference"
    >
      {(plan) => <Shown plan={plan} />}
    </PreviewRegion>
  );
}

function Shown({ plan }: { readonly plan: StampPlan }) {
  const { from, to, adds, removes, notes, sql, database } = plan;
  const isSame = adds.length + removes.length === 0;
  return (
    <>
      <dl className={styles.course}>
        <dt>Now</dt>
        <dd>{describeHeads(from)}</dd>
        <dt>Then</dt>
        <dd>{describeHeads(to)}</dd>
      </dl>
      {notes.length > 0 && (
        <Note tone="amber">
          {notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </Note>
      )}
      {isSame && <p>The ledger of {database} says so already: nothing changes.</p>}
      <Names title="Will count as applied" sign="+" names={adds} />
      <Names title="Will count as applied no more" sign="−" names={removes} />
      {!isSame && (
        <div className={panel.section}>
          <h2>SQL</h2>
          <SqlText text={sql} language="sql" label="SQL of the stamp" />
        </div>
      )}
    </>
  );
}

interface NamesProps {
  readonly title: string;
  readonly sign: '+' | '−';
  readonly names: readonly string[];
}

function Names({ title, sign, names }: NamesProps) {
  if (names.length === 0) return null;
  return (
    <div className={panel.section}>
      <h2>
        {title} ({names.length})
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it */}
      <ul className={styles.names} data-sign={sign} tabIndex={0} aria-label={title}>
        {names.map((name) => (
          <li key={name}>
            <span className={styles.sign}>{sign}</span> <code>{name}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}
