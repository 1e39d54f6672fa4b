/** Flags that package.json's scripts give to sequelize-cli. */
import type { Layer, Said } from './layer';
import { saidOf } from './layer';
import type { PackageFile } from './packageFile';

export interface ScriptFlags {
  readonly layer: Layer;
  /** --options-path: what they read instead of .sequelizerc. */
  readonly optionsPath: string | null;
}

const SOURCE = 'scripts of package.json';
const CALLS = /(^|[\s;&|("'/\\])sequelize(-cli)?(\.cmd)?(?=\s|$)/;

export function readScripts({ scripts }: PackageFile): ScriptFlags | null {
  const lines = Object.values(scripts).filter((line) => CALLS.test(line));
  const [revisions, models, config, options] = [
    'migrations-path',
    'models-path',
    'config',
    'options-path',
  ].map((name) => valuesOf(name, lines));
  const flags = { revisions, models, config, options };
  if (Object.values(flags).every((values) => !values?.length)) return null;
  const several = Object.values(flags).filter((values) => values && values.length > 1);
  const notes = several.map((values) => `They differ: ${values?.join(', ')}. The first is taken.`);
  const first = (values: readonly string[] | undefined): Said | undefined => values?.[0];
  return {
    layer: {
      source: SOURCE,
      said: saidOf({
        revisions: first(revisions),
        models: first(models),
        config: first(config),
        // The environment of a script is that script's, and not the project's.
        environment: undefined,
        url: undefined,
      }),
      ledger: null,
      catchErrors: false,
      notes,
    },
    optionsPath: options?.[0] ?? null,
  };
}

/** Each once. What a shell would have to fill in is left out. */
function valuesOf(flag: string, lines: readonly string[]): readonly string[] {
  const pattern = new RegExp(`\\s--${flag}[= ]\\s*("[^"]*"|'[^']*'|[^\\s;&|]+)`);
  const values = lines.flatMap((line) => pattern.exec(line)?.[1]?.replace(/^["']|["']$/g, '') ?? []);
  return [...new Set(values)].filter((value) => value !== '' && !/[$`%]/.test(value));
}
