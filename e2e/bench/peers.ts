/** What Lockstep is measured against: installed into a folder of its own, so that no checkout changes the result. */
import { execFile } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PACKAGES = ['sequelize-cli@6.6.5', 'sequelize@6.37.8', 'pg@8.23.1'];
/** Where no psql is installed: Debian's, unpacked. */
const DEBIAN_PACKAGES = ['postgresql-client-15', 'libpq5'];

export interface Peers {
  /** Their node_modules, which the measured projects use, ours too. */
  readonly packages: string;
  readonly sequelizeCli: string;
  readonly psql: string;
  readonly psqlEnv: NodeJS.ProcessEnv;
}

export async function installPeers(folder: string): Promise<Peers> {
  const packages = await installPackages(folder, PACKAGES);
  const sequelizeCli = join(packages, 'sequelize-cli/lib/sequelize');
  return { packages, sequelizeCli, ...((await findPsql()) ?? (await unpackPsql(folder))) };
}

type Psql = Pick<Peers, 'psql' | 'psqlEnv'>;

async function findPsql(): Promise<Psql | null> {
  const found = await run('psql', ['--version']).catch(() => null);
  return found && { psql: 'psql', psqlEnv: process.env };
}

async function unpackPsql(folder: string): Promise<Psql> {
  const libraries = await unpackDebian(folder, DEBIAN_PACKAGES);
  const [version = ''] = await readdir(join(folder, 'usr/lib/postgresql'));
  return {
    psql: join(folder, 'usr/lib/postgresql', version, 'bin/psql'),
    psqlEnv: { ...process.env, LD_LIBRARY_PATH: libraries },
  };
}

/** Installs nothing; returns the folder of the libraries among them. */
export async function unpackDebian(folder: string, packages: readonly string[]): Promise<string> {
  await run('apt-get', ['download', ...packages], { cwd: folder });
  const files = (await readdir(folder)).filter((name) => name.endsWith('.deb'));
  for (const file of files) await run('dpkg', ['-x', file, '.'], { cwd: folder });
  const [libraries = ''] = (await readdir(join(folder, 'usr/lib'))).filter((name) => /-linux-/.test(name));
  return join(folder, 'usr/lib', libraries);
}

export async function installPackages(folder: string, packages: readonly string[]): Promise<string> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "private": true }');
  await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...packages], { cwd: folder });
  return join(folder, 'node_modules');
}
