/** Loads a file of the project's code, whichever language and kind of module it is written in. */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { TransformOptions } from 'jiti';
import type { RevisionFormat } from '../project';

/**
 * .ts goes through jiti; .js is Node's own business. CommonJS is tried first: it is what nearly all revisions
 * are, and import() of it costs several times as much. What is an ES module refuses before it runs.
 */
export async function importFile(path: string, format: RevisionFormat): Promise<unknown> {
  if (format === 'ts') return importTypeScript(path);
  try {
    return createRequire(path)(path);
  } catch (error) {
    if (!isEsModule(error)) throw error;
    return import(/* @vite-ignore */ pathToFileURL(path).href);
  }
}

function isEsModule(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && /^ERR_REQUIRE_(ESM|ASYNC_MODULE)$/.test(String(error.code))) return true;
  return (
    error instanceof SyntaxError &&
    /import statement|Unexpected token 'export'|import\.meta|await is only/.test(error.message)
  );
}

async function importTypeScript(path: string): Promise<unknown> {
  const { createJiti } = await import('jiti');
  const options = { fsCache: false, moduleCache: false, interopDefault: true, tsconfigPaths: true };
  const plain = createJiti(path, options);
  const transform = (given: TransformOptions) => ({
    code: plain.transform({ ...given, source: withoutDeclared(given.source) }),
  });
  return createJiti(path, { ...options, transform }).import(path);
}

/**
 * jiti's Babel refuses decorators on fields with `declare`, which is how sequelize-typescript wants its columns
 * written. Without the word the field is made, and only instances would notice.
 */
function withoutDeclared(source: string): string {
  if (!/^\s*@\w+/m.test(source)) return source;
  return source.replace(/(^|[\s)])declare(\s+(?:readonly\s+)?[\w$]+\s*[!?]?\s*:)/g, '$1$2');
}
