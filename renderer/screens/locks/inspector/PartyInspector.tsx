import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { LocksActions } from '../LocksView';
import type { LocksShown } from '../locksState';
import { PartyMark } from '../PartyMark';
import { keyOf, nameOf, nameOfKey } from '../parties';
import type { InspectorState } from './inspectorState';
import styles from './PartyInspector.module.css';
import { PreparedFacts } from './PreparedFacts';
import { SessionFacts } from './SessionFacts';
import { SignalFoot } from './SignalFoot';

export interface PartyInspectorProps {
  readonly state: InspectorState;
  readonly shown: LocksShown;
  readonly actions: LocksActions;
  readonly onClose: () => void;
}

/** Who it is, what it holds and wants; below, always in sight, what ending it would set free. */
export function PartyInspector({ state, shown, actions, onClose }: PartyInspectorProps) {
  const { key, party } = state;
  const root = shown.snapshot.roots.find((each) => keyOf(each) === key);
  return (
    <section
      className={styles.inspector}
      aria-label="Inspector"
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <header className={styles.head}>
        <h2 className={styles.name}>
          {party && (
            <PartyMark party={party} isRoot={Boolean(root)} isDeadlocked={root?.isDeadlock ?? false} />
          )}
          <span>{party ? nameOf(party) : nameOfKey(key)}</span>
        </h2>
        <ActionIcon aria-label="Close" onClick={onClose}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it */}
      <div className={styles.body} tabIndex={0}>
        {party?.kind === 'session' && (
          <SessionFacts
            session={party.session}
            awaitedRow={state.awaitedRow}
            snapshot={shown.snapshot}
            hasProject={shown.place.project !== null}
            actions={actions}
          />
        )}
        {party?.kind === 'prepared' && (
          <PreparedFacts prepared={party.prepared} snapshot={shown.snapshot} actions={actions} />
        )}
        {party?.kind === 'absent' && (
          <p className={styles.quiet}>
            It is not among the sessions that are shown, so nothing more is known of it.
          </p>
        )}
        {!party && (
          <p className={styles.quiet}>
            It is not in this sample: it has ended, or it neither waits nor has a transaction open.
          </p>
        )}
      </div>
      <SignalFoot state={state} place={shown.place} actions={actions} />
    </section>
  );
}
