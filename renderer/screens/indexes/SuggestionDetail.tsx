import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { CopyButton } from '../../parts/CopyButton';
import { ErrorNote } from '../../parts/ErrorNote';
import room from '../../parts/Room.module.css';
import { ScrollRegion } from '../../parts/ScrollRegion';
import { SqlText } from '../../parts/SqlText';
import { HelpedQueries } from './HelpedQueries';
import styles from './Indexes.module.css';
import type { IndexesActions } from './IndexesView';
import type { IndexesShown } from './indexesState';
import { describeSaving } from './savingText';
import { KIND_TITLES, type SuggestionLine } from './suggestionLines';

interface SuggestionDetailProps {
  readonly line: SuggestionLine;
  readonly state: IndexesShown;
  readonly actions: IndexesActions;
  readonly onClose: () => void;
}

/** One suggestion: what SQL does it, what takes it back, and what it is worth. */
export function SuggestionDetail({ line, state, actions, onClose }: SuggestionDetailProps) {
  const { suggestion, dismissal } = line;
  const { kind, index, table, reason, caveats, helps } = suggestion;
  return (
    <section
      className={room.detail}
      aria-label="Suggestion"
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <header className={room.detailHead}>
        <h2 className={room.detailTitle}>
          <code>{index ?? table}</code> <span className={room.quiet}>{KIND_TITLES[kind]}</span>
        </h2>
        {dismissal ? (
          <Button
            variant="default"
            loading={state.restoring.kind === 'working'}
            onClick={() => actions.restore(suggestion.id)}
          >
            Suggest it again
          </Button>
        ) : (
          <Button variant="default" disabled={state.why !== null} onClick={actions.askWhy}>
            Dismiss…
          </Button>
        )}
        <ActionIcon aria-label="Close" onClick={onClose}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </header>
      <ScrollRegion label="Reason, SQL and plans" className={room.detailBody}>
        {state.why !== null && <WhyForm state={state} actions={actions} />}
        {dismissal && (
          <p>
            Dismissed by {dismissal.by}: {dismissal.why}
          </p>
        )}
        <p>
          {reason} {describeSaving(suggestion)}
        </p>
        {caveats.length > 0 && (
          <ul className={room.list} aria-label="What to know first">
            {caveats.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        )}
        <Statements {...suggestion} />
        <HelpedQueries
          helps={helps}
          onExplain={(sql) => actions.openPanel('explain', sql, suggestion.sql ? [suggestion.sql] : [])}
        />
      </ScrollRegion>
    </section>
  );
}

function Statements({ sql, reverseSql }: Pick<SuggestionLine['suggestion'], 'sql' | 'reverseSql'>) {
  return (
    <div className={room.pair}>
      <Sql title="SQL" text={sql} otherwise="None: somebody has to decide." />
      <Sql title="What takes it back" text={reverseSql} otherwise="Nothing has to." />
    </div>
  );
}

interface SqlProps {
  readonly title: string;
  readonly text: string | null;
  readonly otherwise: string;
}

function Sql({ title, text, otherwise }: SqlProps) {
  return (
    <div className={room.block}>
      <div className={room.blockHead}>
        <h3>{title}</h3>
        {text !== null && <CopyButton text={`${text};`} />}
      </div>
      {text === null ? (
        <p className={room.quiet}>{otherwise}</p>
      ) : (
        <SqlText text={`${text};`} language="sql" label={title} isWrapped />
      )}
    </div>
  );
}

function WhyForm({ state, actions }: Pick<SuggestionDetailProps, 'state' | 'actions'>) {
  const { why, dismissing } = state;
  return (
    <form
      aria-label="Dismiss"
      onSubmit={(event) => {
        event.preventDefault();
        actions.dismiss();
      }}
    >
      <div className={styles.why}>
        <TextInput
          label="Why it is not to be suggested any more"
          description="Kept in .lockstep/suggestions.json, for whoever meets it next"
          data-autofocus
          autoFocus
          autoComplete="off"
          maxLength={200}
          value={why ?? ''}
          onChange={(event) => actions.typeWhy(event.currentTarget.value)}
        />
        <Button type="submit" disabled={!why?.trim()} loading={dismissing.kind === 'working'}>
          Dismiss
        </Button>
        <Button variant="default" onClick={actions.keep}>
          Keep it
        </Button>
      </div>
      {dismissing.kind === 'failed' && <ErrorNote error={dismissing.error} />}
    </form>
  );
}
