import { useMemo, useRef } from 'react';
import type { NoWorkload } from '../../../electron/contract/queries';
import { EmptyNote } from '../../parts/EmptyNote';
import { EnableSteps } from '../../parts/EnableSteps';
import { GrantNote } from '../../parts/GrantNote';
import { LookedAtNote } from '../../parts/LookedAtNote';
import room from '../../parts/Room.module.css';
import { spentOn } from './describeSpent';
import { FindingDetail } from './FindingDetail';
import { FindingGrid } from './FindingGrid';
import { linesOf } from './findingLines';
import type { QueriesActions } from './QueriesView';
import type { QueriesShown } from './queriesState';

interface ShownQueriesProps {
  readonly state: QueriesShown;
  readonly actions: QueriesActions;
}

/** The findings, dearest first, and the selected one beside or below. */
export function ShownQueries({ state, actions }: ShownQueriesProps) {
  const { findings: read, filter, sort, at, inspecting, spent } = state;
  const gridRef = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => linesOf(read.findings, filter, sort), [read, filter, sort]);
  const finding = lines.find(({ key }) => key === at)?.finding;
  if (read.workload.state !== 'ready') return <NotCounted workload={read.workload} />;
  const closeDetail = () => {
    actions.closeDetail();
    gridRef.current?.focus();
  };
  return (
    <>
      <QueriesNotes state={state} actions={actions} />
      <div className={room.split}>
        {lines.length === 0 ? (
          <NothingToShow state={state} />
        ) : (
          <FindingGrid
            lines={lines}
            at={at}
            sort={sort}
            spent={spent}
            isStale={state.readError !== null}
            gridRef={gridRef}
            actions={{ ...actions, closeDetail }}
          />
        )}
        {finding && inspecting && (
          <FindingDetail
            finding={finding}
            spent={spentOn(finding.queryId, spent)}
            actions={actions}
            onClose={closeDetail}
          />
        )}
      </div>
      {read.count > read.findings.length && (
        <p className={room.tooMany}>
          {read.findings.length.toLocaleString('en-GB')} of {read.count.toLocaleString('en-GB')} findings are
          listed, the dearest.
        </p>
      )}
    </>
  );
}

function NotCounted({ workload: { message, steps } }: { readonly workload: NoWorkload }) {
  return (
    <section className={room.padded} aria-label="How to count statements">
      <h2>{message}</h2>
      <p className={room.quiet}>
        What is asked of the database can be judged once it is counted. Somebody who may do it runs these, one
        after the other:
      </p>
      <EnableSteps steps={steps} />
    </section>
  );
}

function QueriesNotes({ state, actions }: ShownQueriesProps) {
  const { readError, readAt, findings } = state;
  const hidden = findings.workload.state === 'ready' ? findings.workload.hidden : null;
  return (
    <div className={room.notes}>
      <LookedAtNote readAt={readAt} readError={readError} onLookAgain={actions.readAgain} />
      {hidden && (
        <GrantNote grantSql={hidden.grantSql}>
          {hidden.statements} {hidden.statements === 1 ? 'statement' : 'statements'} of other roles can’t be
          read.
        </GrantNote>
      )}
    </div>
  );
}

function NothingToShow({ state: { findings, filter } }: Pick<ShownQueriesProps, 'state'>) {
  if (findings.findings.length > 0) {
    return (
      <EmptyNote title="No finding matches">Nothing has “{filter}” in its statement or reason.</EmptyNote>
    );
  }
  return (
    <EmptyNote title="Nothing is wrong with what was asked">
      As far as the counters tell. Let the application run for a while, and look again.
    </EmptyNote>
  );
}
