/**
 * Which Sequelize a project's revisions get: its own, so that its code meets the classes that it imports.
 * Versions 5 and 6 are run with; ours, a version 6, where the project has none; others are refused by name.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { badInput } from '../../errors';

export type SequelizeModule = typeof import('sequelize');

export function loadSequelize(projectFolder: string, needsCode: boolean): SequelizeModule {
  const own = createRequire(import.meta.url);
  const theirs = createRequire(join(projectFolder, 'package.json'));
  const version = versionOf(theirs, 'sequelize');
  if (version && /^[56]\./.test(version)) return theirs('sequelize') as SequelizeModule;
  const alpha = version === null ? versionOf(theirs, '@sequelize/core') : null;
  if (needsCode && version) throw unsupported(`sequelize ${version}`, projectFolder);
  if (needsCode && alpha) throw unsupported(`@sequelize/core ${alpha}`, projectFolder);
  return own('sequelize') as SequelizeModule;
}

function versionOf(theirs: NodeJS.Require, name: string): string | null {
  try {
    const { version } = theirs(`${name}/package.json`) as { version: string };
    return version;
  } catch {
    return null;
  }
}

function unsupported(what: string, projectFolder: string): Error {
  return badInput(
    `${projectFolder} has ${what}, with which Lockstep can’t run revisions in JavaScript or TypeScript.`,
    'Sequelize 5 and 6 are supported, and .sql revisions with any. Nothing was run.',
  );
}
