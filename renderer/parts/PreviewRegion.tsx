import type { ReactNode } from 'react';
import { ErrorNote } from './ErrorNote';
import { PanelLoading } from './Panel';
import styles from './Panel.module.css';
import type { Preview } from './preview';
import { ScrollRegion } from './ScrollRegion';

interface PreviewRegionProps<Plan> {
  readonly label: string;
  readonly preview: Preview<Plan>;
  /** What is shown here once the form is filled in. */
  readonly incomplete: string;
  readonly loading: string;
  readonly children: (plan: Plan) => ReactNode;
}

/** What a panel's one button would do, before it does it. */
export function PreviewRegion<Plan>(props: PreviewRegionProps<Plan>) {
  const { label, preview } = props;
  switch (preview.kind) {
    case 'incomplete':
      return (
        <div className={styles.preview}>
          <p className={styles.quiet}>{props.incomplete}</p>
        </div>
      );
    case 'loading':
      return <PanelLoading label={props.loading} />;
    case 'failed':
      return (
        <div className={styles.preview}>
          <ErrorNote error={preview.error} />
        </div>
      );
    case 'shown':
      return (
        <ScrollRegion label={label} className={styles.preview} isOld={preview.isOld}>
          {props.children(preview.plan)}
        </ScrollRegion>
      );
  }
}
