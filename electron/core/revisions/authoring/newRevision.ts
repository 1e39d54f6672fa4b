/** The text of a new revision, in each kind of file. It runs as it is; without content it does nothing. */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Project, RevisionFormat } from '../../project/project';
import type { Authoring, RevisionContent } from './fileChange';
import { codeBody, sqlBody } from './revisionBody';

export type Extension = NonNullable<Extract<Authoring, { kind: 'revision' }>['format']>;

export interface NewRevision {
  readonly extension: Extension;
  readonly format: RevisionFormat;
  readonly text: string;
  /** .sql only: the text of the file that undoes it. */
  readonly downText: string | null;
}

const NOTHING: RevisionContent = { up: [], down: [] };

/** In the kind of file that is asked for; else in the one that the project has most of. */
export async function writeNewRevision(
  project: Project,
  asked: Extension | undefined,
  message: string,
  content: RevisionContent = NOTHING,
): Promise<NewRevision> {
  const extension = asked ?? commonestOf(project.revisions.map(({ name }) => extensionOf(name)));
  const title = message.replace(/\s+/g, ' ').replaceAll('*/', '').trim();
  if (extension === 'sql') {
    // A title that reads as metadata would be taken for it.
    const line = title === '' || /^lockstep\b/.test(title) ? '' : `${title}\n`;
    return {
      extension,
      format: 'sql',
      text: (line && `-- ${line}`) + sqlBody(content.up),
      downText: (line && `-- Undoes: ${line}`) + sqlBody(content.down),
    };
  }
  if (extension === 'ts')
    return { extension, format: 'ts', text: typeScript(title, content), downText: null };
  const isModule =
    extension === 'mjs' || (extension === 'js' && (await isModuleFolder(project.revisionsFolder)));
  return {
    extension,
    format: 'js',
    text: isModule ? esModule(title, content) : commonJs(title, content),
    downText: null,
  };
}

function commonestOf(extensions: readonly Extension[]): Extension {
  const counts = new Map<Extension, number>();
  for (const each of extensions) counts.set(each, (counts.get(each) ?? 0) + 1);
  const [first] = [...counts].sort(([, one], [, other]) => other - one);
  return first?.[0] ?? 'js';
}

function extensionOf(name: string): Extension {
  const extension = name.slice(name.lastIndexOf('.') + 1);
  if (/^[cm]?ts$/.test(extension)) return 'ts';
  return extension === 'sql' || extension === 'mjs' || extension === 'cjs' ? extension : 'js';
}

/** As Node decides it: by the nearest package.json. */
async function isModuleFolder(folder: string): Promise<boolean> {
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => null);
  if (text !== null) return /"type"\s*:\s*"module"/.test(text);
  return dirname(folder) === folder ? false : isModuleFolder(dirname(folder));
}

function heading(title: string): string {
  return title === '' ? '' : `/** ${title} */\n`;
}

function commonJs(title: string, { up, down }: RevisionContent): string {
  return `'use strict';

${title === '' ? '' : `// ${title}\n`}/** @type {import('sequelize-cli').Migration} */
module.exports = {
  async up(queryInterface, Sequelize) {${codeBody(up, '    ', '  ')}},

  async down(queryInterface, Sequelize) {${codeBody(down, '    ', '  ')}},
};
`;
}

function esModule(title: string, { up, down }: RevisionContent): string {
  return `${heading(title)}
/** @type {import('sequelize-cli').Migration['up']} */
export async function up(queryInterface, Sequelize) {${codeBody(up, '  ', '')}}

/** @type {import('sequelize-cli').Migration['down']} */
export async function down(queryInterface, Sequelize) {${codeBody(down, '  ', '')}}
`;
}

function typeScript(title: string, { up, down }: RevisionContent): string {
  return `import type { QueryInterface } from 'sequelize';

${heading(title)}export async function up(queryInterface: QueryInterface): Promise<void> {${codeBody(up, '  ', '')}}

export async function down(queryInterface: QueryInterface): Promise<void> {${codeBody(down, '  ', '')}}
`;
}
