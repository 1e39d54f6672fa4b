/** The real sequelize-cli, run as a child in a project's folder. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PACKAGES } from './builtPrograms';
import type { TestProject } from './testProject';

const run = promisify(execFile);
const PROGRAM = join(PACKAGES, 'sequelize-cli/lib/sequelize');

/** Such as `db:migrate`, or `db:migrate:undo`. */
export async function runSequelizeCli(
  { url }: { readonly url: string },
  project: TestProject,
  ...words: readonly string[]
): Promise<string> {
  const where = [
    '--url',
    url.replace('postgresql:', 'postgres:'),
    '--migrations-path',
    project.revisionsFolder,
  ];
  return runSequelizeCliAsConfigured(project, ...words, ...where);
}

/** On the database that the project's configuration names. */
export async function runSequelizeCliAsConfigured(
  { folder }: TestProject,
  ...words: readonly string[]
): Promise<string> {
  const { stdout } = await run(process.execPath, [PROGRAM, ...words], { cwd: folder });
  return stdout;
}
