import { useMutation } from '@tanstack/react-query';
import { useApi, useQueries } from '../../api';
import { attemptOf } from '../../parts/attempt';
import { saveFile } from '../../parts/saveFile';
import { sendFile } from './sendFile';

/** Saved catalogs: one side written to a file, or a file opened to compare with. */
export function useCatalogFiles(comparisonId: string | null, onOpened: (catalogId: string) => void) {
  const api = useApi();
  const queries = useQueries();
  const load = useMutation({
    mutationFn: (file: File) => sendFile(api, file),
    onSuccess: ({ catalogId }) => onOpened(catalogId),
  });
  const save = useMutation(
    queries.catalog.save.mutationOptions({
      onSuccess: ({ name, text }) => saveFile(name, new TextEncoder().encode(text), 'application/json'),
    }),
  );
  return {
    opening: attemptOf(load),
    saving: attemptOf(save),
    open: (file: File) => load.mutate(file),
    save: (side: 'from' | 'to') => {
      if (comparisonId !== null) save.mutate({ comparisonId, side });
    },
  };
}
