import type { StampPlan } from '../../../electron/contract/revisions';
import { describeHeads } from '../../parts/describeHeads';
import { ErrorNote } from '../../parts/ErrorNote';
import { Note } from '../../parts/Note';
import { PanelLoading } from '../../parts/Panel';
import panel from '../../parts/Panel.module.css';
import type { Preview } from '../../parts/preview';
import { ScrollRegion } from '../../parts/ScrollRegion';
import { SqlText } from '../../parts/SqlText';
import styles from './StampView.module.css';

export function StampDifference({ preview }: { readonly preview: Preview<StampPlan> }) {
  switch (preview.kind) {
    case 'incomplete':
      return (
        <div className={panel.preview}>
          <p className={panel.quiet}>The difference is shown here before the ledger is changed.</p>
        </div>
      );
    case 'loading':
      return <PanelLoading label="Finding out the difference" />;
    case 'failed':
      return (
        <div className={panel.preview}>
          <ErrorNote error={preview.error} />
        </div>
      );
    case 'shown':
      return <Shown plan={preview.plan} isOld={preview.isOld} />;
  }
}

function Shown({ plan, isOld }: { readonly plan: StampPlan; readonly isOld: boolean }) {
  const { from, to, adds, removes, notes, sql, database } = plan;
  const isSame = adds.length + removes.length === 0;
  return (
    <ScrollRegion label="Difference" className={panel.preview} isOld={isOld}>
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
    </ScrollRegion>
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
