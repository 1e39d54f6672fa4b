import { type ReactNode, useId } from 'react';
import type { Attempt } from './attempt';
import { LookAgainFootError, Panel, PanelFoot } from './Panel';
import styles from './Panel.module.css';

interface WritePanelProps {
  readonly title: string;
  readonly backTo?: string;
  readonly fields: ReactNode;
  readonly preview: ReactNode;
  /** What the one button will do. */
  readonly label: string;
  /** What still stands before it, as a sentence. */
  readonly obstacle: string | null;
  readonly writing: Attempt;
  /** Shown instead of the obstacle, where there is none. */
  readonly after?: ReactNode;
  readonly onBack: () => void;
  readonly onWrite: () => void;
  readonly onLookAgain: () => void;
  /** What else has to be typed, before the button. */
  readonly children?: ReactNode;
}

/** Files that are written: a form, beside it what would be in them, and one button for it. */
export function WritePanel(props: WritePanelProps) {
  const { title, backTo, fields, preview, writing, onWrite } = props;
  const formId = useId();
  return (
    <Panel title={title} {...(backTo !== undefined && { backTo })} onBack={props.onBack}>
      <div className={styles.split}>
        <form
          id={formId}
          className={styles.form}
          aria-label={title}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            onWrite();
          }}
        >
          {fields}
        </form>
        {preview}
      </div>
      <PanelFoot
        label={props.label}
        obstacle={props.obstacle}
        isBusy={writing.kind === 'working'}
        form={formId}
        after={props.after}
      >
        <LookAgainFootError attempt={writing} onLookAgain={props.onLookAgain} />
        {props.children}
      </PanelFoot>
    </Panel>
  );
}
