import { TextInput } from '@mantine/core';
import type { TextDifference } from '../../../electron/contract/revisions';
import { DatabaseNameField } from '../../parts/DatabaseNameField';
import { DiffText } from '../../parts/DiffText';
import { Note } from '../../parts/Note';
import { LookAgainFootError, Panel, PanelFailed, PanelFoot, PanelLoading } from '../../parts/Panel';
import panel from '../../parts/Panel.module.css';
import { RoleBadge } from '../../parts/RoleBadge';
import { ScrollRegion } from '../../parts/ScrollRegion';
import { SqlText } from '../../parts/SqlText';
import styles from './AcceptView.module.css';
import {
  type AcceptShown,
  type AcceptState,
  findObstacle,
  isSame,
  languageOf,
  needsDatabaseName,
} from './acceptState';

export interface AcceptActions {
  readonly giveReason: (text: string) => void;
  readonly typeName: (text: string) => void;
  readonly accept: () => void;
  readonly lookAgain: () => void;
  readonly back: () => void;
}

interface AcceptViewProps {
  readonly state: AcceptState;
  readonly actions: AcceptActions;
}

export function AcceptView({ state, actions }: AcceptViewProps) {
  const title = state.kind === 'shown' ? `Accept the change of ${state.difference.name}` : 'Accept a change';
  return (
    <Panel title={title} onBack={actions.back}>
      {state.kind === 'loading' && <PanelLoading label="Reading both texts" />}
      {state.kind === 'failed' && (
        <PanelFailed error={state.error} onRetry={actions.lookAgain} onBack={actions.back} />
      )}
      {state.kind === 'shown' && (
        <>
          <ScrollRegion label="Difference" className={panel.body}>
            <p>
              What ran is not what the file says now. Accepting runs nothing: it records that the file is
              right as it is.
            </p>
            <Texts difference={state.difference} />
          </ScrollRegion>
          <AcceptFoot state={state} actions={actions} />
        </>
      )}
    </Panel>
  );
}

function Texts({ difference }: { readonly difference: TextDifference }) {
  const { name, before, after, beforeChecksum } = difference;
  const language = languageOf(name);
  if (isSame(difference)) return <Note tone="green">The file has been put back: it is as it ran.</Note>;
  if (before === null) {
    return (
      <>
        <Note tone="amber">
          The log does not hold the text that ran
          {beforeChecksum !== null && (
            <>
              , only its checksum, <code>{beforeChecksum.slice(0, 12)}</code>
            </>
          )}
          . Below is what the file is now: compare it with your version control.
        </Note>
        <SqlText text={after} language={language} label={`Text of ${name}`} />
      </>
    );
  }
  return <DiffText before={before} after={after} language={language} label={`Difference of ${name}`} />;
}

interface AcceptFootProps {
  readonly state: AcceptShown;
  readonly actions: AcceptActions;
}

function AcceptFoot({ state, actions }: AcceptFootProps) {
  const { place, reason, typedName, recordedAs, accepting } = state;
  return (
    <PanelFoot
      label={`Accept it on ${place.name}`}
      obstacle={findObstacle(state)}
      isBusy={accepting.kind === 'working'}
      onGo={actions.accept}
      after={<RoleBadge role={place.role} />}
    >
      <LookAgainFootError attempt={accepting} onLookAgain={actions.lookAgain} />
      <div className={styles.reason}>
        <TextInput
          className={styles.reasonField ?? ''}
          label="Why it is right as it is"
          autoComplete="off"
          maxLength={200}
          value={reason}
          onChange={(event) => actions.giveReason(event.currentTarget.value)}
        />
        <p className={panel.quiet}>Recorded with it: {recordedAs ?? '…'}</p>
      </div>
      {needsDatabaseName(place) && (
        <DatabaseNameField database={place.database} typed={typedName} onType={actions.typeName} />
      )}
    </PanelFoot>
  );
}
