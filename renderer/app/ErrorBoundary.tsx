import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { ErrorNote } from '../parts/ErrorNote';
import styles from './Frame.module.css';

interface ErrorBoundaryState {
  readonly thrown: unknown;
}

/** A screen that breaks leaves the frame standing. Give it the address as key: going elsewhere tries again. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { thrown: null };

  static getDerivedStateFromError(thrown: unknown): ErrorBoundaryState {
    return { thrown };
  }

  override render(): ReactNode {
    const { thrown } = this.state;
    if (thrown === null) return this.props.children;
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return (
      <div className={styles.broken}>
        <ErrorNote
          error={{
            kind: 'bug',
            id: 'page',
            message: `This screen met an error that it does not know: ${message}`,
            hint: 'What runs in the database goes on; only the screen is affected.',
          }}
        >
          <Button variant="default" onClick={() => this.setState({ thrown: null })}>
            Show it again
          </Button>
        </ErrorNote>
      </div>
    );
  }
}
