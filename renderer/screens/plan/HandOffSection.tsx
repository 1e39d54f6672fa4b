import { Button } from '@mantine/core';
import type { HandOff } from '../../../electron/contract/revisions';
import { CaptureView } from '../../parts/CaptureView';
import { CopyButton } from '../../parts/CopyButton';
import { Note } from '../../parts/Note';
import { SqlText } from '../../parts/SqlText';
import styles from './HandOffSection.module.css';
import type { PlanActions } from './PlanView';
import type { PlanHandOff } from './planState';

type HandOffActions = Pick<PlanActions, 'copySql' | 'saveBundle' | 'cancelSql'>;

interface HandOffProps {
  readonly handOff: PlanHandOff;
  readonly actions: HandOffActions;
}

/** The plan's SQL for somebody else to run: on its way, or to read. */
export function HandOffSection({ handOff: { capture, aim }, actions }: HandOffProps) {
  if (capture.kind === 'none') return null;
  const retry = aim === 'copy' ? actions.copySql : actions.saveBundle;
  return (
    <section className={styles.section} aria-label="SQL of this plan">
      {capture.kind === 'done' ? (
        <Script handOff={capture.handOff} onForget={actions.cancelSql} />
      ) : (
        <CaptureView state={capture} onCancel={actions.cancelSql} onRetry={retry} />
      )}
    </section>
  );
}

function Script({ handOff, onForget }: { readonly handOff: HandOff; readonly onForget: () => void }) {
  const { sql, rollbackSql, steps, notes } = handOff;
  return (
    <>
      <div className={styles.head}>
        <h2>SQL of {steps.length === 1 ? '1 revision' : `${steps.length} revisions`}</h2>
        <CopyButton text={sql} />
        <Button variant="default" onClick={onForget}>
          Hide
        </Button>
      </div>
      {notes.length > 0 && (
        <Note tone="amber">
          {notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </Note>
      )}
      <Expandable title={`Script, ${lineCount(sql)} lines`} sql={sql} isOpen />
      {rollbackSql === null ? (
        <p className={styles.quiet}>There is no script that takes it back.</p>
      ) : (
        <Expandable title={`Script that takes it back, ${lineCount(rollbackSql)} lines`} sql={rollbackSql} />
      )}
    </>
  );
}

interface ExpandableProps {
  readonly title: string;
  readonly sql: string;
  readonly isOpen?: boolean;
}

function Expandable({ title, sql, isOpen = false }: ExpandableProps) {
  return (
    <details open={isOpen}>
      <summary>{title}</summary>
      <div className={styles.script}>
        <SqlText text={sql} language="sql" label={title} />
      </div>
    </details>
  );
}

function lineCount(text: string): number {
  return text.trimEnd().split('\n').length;
}

interface HandOffButtonsProps extends HandOffProps {
  readonly isDisabled: boolean;
}

export function HandOffButtons({
  handOff: { capture, aim, isCopied },
  isDisabled,
  actions,
}: HandOffButtonsProps) {
  const isBusy = capture.kind === 'running';
  return (
    <div className={styles.buttons}>
      <Button
        variant="default"
        disabled={isDisabled || isBusy}
        loading={isBusy && aim === 'copy'}
        onClick={actions.copySql}
      >
        {isCopied ? 'Copied' : 'Copy SQL'}
      </Button>
      <Button
        variant="default"
        disabled={isDisabled || isBusy}
        loading={isBusy && aim === 'save'}
        onClick={actions.saveBundle}
      >
        Save hand-off bundle
      </Button>
    </div>
  );
}
