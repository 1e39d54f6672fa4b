import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './Room.module.css';

interface RoomProps {
  readonly name: string;
  /** A toolbar, and what it is for. */
  readonly children: ReactNode;
}

/** A room of the app, as wide and high as the frame leaves it. */
export function Room({ name, children }: RoomProps) {
  return (
    <div className={styles.screen}>
      <VisuallyHidden>
        <h1>{name}</h1>
      </VisuallyHidden>
      {children}
    </div>
  );
}
