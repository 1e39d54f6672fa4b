/** A program for the bench: compares two databases as a whole, and prints as JSON what is to be done. */
import { diffCatalogs } from '../../electron/core/catalog/diff/diffCatalogs';
import { fetchCatalog } from '../../electron/core/catalog/fetchCatalog';
import { parseTarget } from '../../electron/core/connection/parseTarget';

async function main([current = '', wanted = '']: readonly string[]): Promise<void> {
  const [before, after] = await Promise.all(
    [current, wanted].map((url) => fetchCatalog(parseTarget({ url }))),
  );
  if (!before || !after) return;
  const statements = diffCatalogs(before, after).changes.flatMap(({ steps }) => steps.map(({ sql }) => sql));
  const tables = before.objects.filter(({ kind }) => kind === 'table').length;
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  process.stdout.write(JSON.stringify({ statements, tables, peakBytes }));
}

void main(process.argv.slice(2));
