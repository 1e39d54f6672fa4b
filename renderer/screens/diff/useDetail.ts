import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { Comparison, ObjectView } from '../../../electron/contract/catalog';
import { errorInfo, useQueries } from '../../api';
import type { DiffPlace } from '../../app/addresses';
import type { DetailState } from './diffState';

/** Who holds an arrow key down asks for where it comes to rest. */
const ASK_AFTER_MS = 120;

/** Both sides of the selected row; null while nothing is inspected. */
export function useDetail(comparison: Comparison | null, { at, inspecting }: DiffPlace): DetailState | null {
  const row = inspecting ? comparison?.rows.find(({ id }) => id === at) : undefined;
  const rowId = row?.id ?? '';
  const [settled] = useDebouncedValue(rowId, ASK_AFTER_MS);
  const asked = settled || rowId;
  const read = useQuery({
    ...useQueries().catalog.object.queryOptions({
      input: { comparisonId: comparison?.id ?? '-', rowId: asked },
    }),
    enabled: comparison !== null && row !== undefined && asked !== '',
    placeholderData: (before: ObjectView | undefined) => before,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!row) return null;
  if (read.data) return { kind: 'shown', view: read.data, isOld: read.data.rowId !== rowId };
  return read.error ? { kind: 'failed', error: errorInfo(read.error) } : { kind: 'loading' };
}
