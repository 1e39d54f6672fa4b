import { ActionIcon } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import { Panel } from '@xyflow/react';
import styles from './GraphCanvas.module.css';

export interface GraphControl {
  readonly label: string;
  /** With its key, where it has one. */
  readonly title: string;
  readonly icon: Icon;
  readonly act: () => void;
}

interface GraphControlsProps {
  readonly controls: readonly GraphControl[];
  readonly isUpright: boolean;
}

export function GraphControls({ controls, isUpright }: GraphControlsProps) {
  return (
    <Panel position="bottom-right" className={styles.controls} data-upright={isUpright || undefined}>
      {controls.map(({ label, title, icon: ControlIcon, act }) => (
        <ActionIcon key={label} aria-label={label} title={title} onClick={act}>
          <ControlIcon size={16} aria-hidden />
        </ActionIcon>
      ))}
    </Panel>
  );
}
