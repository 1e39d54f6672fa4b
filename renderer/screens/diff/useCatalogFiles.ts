import { useMutation } from '@tanstack/react-query';
import { useQueries } from '../../api';
import { attemptOf } from '../../parts/attempt';
import { saveFile } from '../../parts/saveFile';

/** Saved catalogs: one side written to a file, or a file opened to compare with. */
export function useCatalogFiles(comparisonId: string | null, onOpened: (catalogId: string) => void) {
  const queries = useQueries();
  const load = useMutation(
    queries.catalog.load.mutationOptions({ onSuccess: ({ catalogId }) => onOpened(catalogId) }),
  );
  const save = useMutation(
    queries.catalog.save.mutationOptions({
      onSuccess: ({ name, text }) => saveFile(name, new TextEncoder().encode(text), 'application/json'),
    }),
  );
  return {
    opening: attemptOf(load),
    saving: attemptOf(save),
    open: (file: File) => void file.text().then((text) => load.mutate({ name: file.name, text })),
    save: (side: 'from' | 'to') => {
      if (comparisonId !== null) save.mutate({ comparisonId, side });
    },
  };
}
