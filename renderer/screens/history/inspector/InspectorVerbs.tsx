import { Button } from '@mantine/core';
import type { RevisionRow } from '../../../../electron/contract/revisions';
import type { Attempt } from '../../../parts/attempt';
import type { HistoryActions } from '../HistoryView';
import type { Verb } from './inspectorState';
import styles from './RevisionInspector.module.css';

interface InspectorVerbsProps {
  readonly row: RevisionRow;
  readonly verbs: readonly Verb[];
  readonly editing: Attempt;
  readonly actions: HistoryActions;
}

/** Dots where something is shown before it is done. */
const LABELS: Readonly<Record<Verb, string>> = {
  upgrade: 'Upgrade to here',
  downgrade: 'Downgrade to here',
  repair: 'Repair…',
  accept: 'Accept change…',
  stamp: 'Stamp…',
  edit: 'Edit',
  merge: 'Merge…',
  rebase: 'Rebase…',
};

export function InspectorVerbs({ row, verbs, editing, actions }: InspectorVerbsProps) {
  if (verbs.length === 0) return null;
  return (
    <div className={styles.verbs}>
      {verbs.map((verb, index) => (
        <Button
          key={verb}
          variant={index === 0 && verb !== 'stamp' ? 'light' : 'default'}
          loading={verb === 'edit' && editing.kind === 'working'}
          onClick={() => ACTS[verb](actions, row.name)}
        >
          {LABELS[verb]}
        </Button>
      ))}
    </div>
  );
}

type Act = (actions: HistoryActions, name: string) => void;

const ACTS: Readonly<Record<Verb, Act>> = {
  upgrade: (actions, name) => actions.upgradeTo(name),
  downgrade: (actions, name) => actions.downgradeTo(name),
  repair: (actions, name) => actions.repair(name),
  accept: (actions, name) => actions.accept(name),
  stamp: (actions, name) => actions.stamp([name]),
  edit: (actions, name) => actions.edit(name),
  merge: (actions) => actions.merge(),
  rebase: (actions, name) => actions.rebase(name),
};
