import type { RefObject } from 'react';
import { formatBytes } from '../../parts/formatBytes';
import { GridCell } from '../../parts/GridCell';
import type { GridColumn } from '../../parts/GridHead';
import { RowGrid } from '../../parts/RowGrid';
import { Sign } from '../../parts/Sign';
import { TickBox } from '../../parts/TickBox';
import { EffectCells } from './EffectCells';
import styles from './Indexes.module.css';
import type { IndexesActions } from './IndexesView';
import { describeSaving, formatSaving } from './savingText';
import { describeAction, type IndexLine, type SuggestionLine } from './suggestionLines';

const COLUMNS: readonly GridColumn[] = [
  { name: 'What' },
  { name: 'Table' },
  { name: 'Why' },
  { name: 'Saves', isNumber: true },
  { name: 'Size', isNumber: true },
  { name: 'Writes', isNumber: true },
];

interface SuggestionGridProps {
  readonly lines: readonly IndexLine[];
  readonly chosen: ReadonlySet<string>;
  readonly at: string | null;
  readonly isStale: boolean;
  readonly gridRef: RefObject<HTMLDivElement | null>;
  readonly actions: Pick<IndexesActions, 'select' | 'inspect' | 'closeDetail' | 'tick'>;
}

export function SuggestionGrid({ lines, chosen, at, isStale, gridRef, actions }: SuggestionGridProps) {
  const tick = (id: string) => {
    const line = lines.find(({ key }) => key === id);
    if (line && isChoosable(line)) actions.tick(id);
  };
  return (
    <RowGrid
      label="Suggestions"
      columns={COLUMNS}
      rows={lines}
      at={at}
      isStale={isStale}
      follow="height"
      gridRef={gridRef}
      className={styles.grid}
      onSelect={actions.select}
      onOpen={actions.inspect}
      onClose={actions.closeDetail}
      onTick={tick}
    >
      {(line) => <Cells line={line} isChosen={chosen.has(line.key)} onTick={() => tick(line.key)} />}
    </RowGrid>
  );
}

function isChoosable(line: IndexLine): boolean {
  return 'suggestion' in line && line.suggestion.sql !== null && line.dismissal === null;
}

interface CellsProps {
  readonly line: IndexLine;
  readonly isChosen: boolean;
  readonly onTick: () => void;
}

function Cells({ line, isChosen, onTick }: CellsProps) {
  if (line.isHeading) {
    return (
      <GridCell span={COLUMNS.length}>
        {line.title} <span className={styles.count}>{line.count}</span>
      </GridCell>
    );
  }
  if ('effect' in line) return <EffectCells effect={line.effect} />;
  return <SuggestionCells line={line} isChosen={isChosen} onTick={onTick} />;
}

function SuggestionCells({ line, isChosen, onTick }: CellsProps & { readonly line: SuggestionLine }) {
  const { suggestion, dismissal } = line;
  const { sizeBytes, tableWrites, reason, table, schema } = suggestion;
  const { sign, tone, name } = describeAction(suggestion);
  return (
    <>
      <GridCell title={suggestion.sql ?? name}>
        <span className={styles.what}>
          <TickBox
            label={name}
            tick={isChosen ? 'all' : 'none'}
            isDisabled={!isChoosable(line)}
            onTick={onTick}
          />
          <Sign sign={sign} tone={tone} />
          <code className={styles.name}>{name}</code>
        </span>
      </GridCell>
      <GridCell title={`${schema}.${table}`}>
        <code>{table}</code>
      </GridCell>
      <GridCell title={reason}>{dismissal ? `Dismissed: ${dismissal.why}` : reason}</GridCell>
      <GridCell isNumber title={describeSaving(suggestion)}>
        {formatSaving(suggestion)}
      </GridCell>
      <GridCell isNumber>{sizeBytes === null ? '—' : formatBytes(String(sizeBytes))}</GridCell>
      <GridCell isNumber isQuiet>
        {tableWrites === null ? '—' : tableWrites.toLocaleString('en-GB')}
      </GridCell>
    </>
  );
}
