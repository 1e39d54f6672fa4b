/** Bundles programs of the bench as the product's own programs are, so that they start and run alike. */
import { join } from 'node:path';
import { createBuilder } from 'vite';

/** Names of files beside this one, without their ending; `<folder>/<name>.js` are made of them. */
export async function buildPrograms(folder: string, names: readonly string[]): Promise<void> {
  const input = Object.fromEntries(names.map((name) => [name, join(import.meta.dirname, `${name}.ts`)]));
  const builder = await createBuilder({
    configFile: join(import.meta.dirname, '../../vite.config.ts'),
    logLevel: 'warn',
    environments: { node: { build: { outDir: folder, rolldownOptions: { input } } } },
  });
  const { node } = builder.environments;
  if (!node) throw new Error('vite.config.ts has no environment "node".');
  await builder.build(node);
}
