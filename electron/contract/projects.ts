import { type } from '@orpc/contract';
import { z } from 'zod';
import type { FolderListing, ProjectEnvironment, ProjectSummary } from '../core/project/project';
import { base, id, write } from './call';

export type {
  FolderListing,
  ProjectEnvironment,
  ProjectSummary,
  RevisionFormat,
} from '../core/project/project';

const path = z
  .string()
  .min(1)
  .max(4096)
  .refine((text) => !text.includes('\0'), 'a path can’t contain NUL');

export const projects = {
  list: base.output(type<readonly ProjectSummary[]>()),
  /** Sub-folders of a folder (null: the home folder), for the chooser of the browser host. */
  browse: base.input(z.object({ folder: path.nullable() })).output(type<FolderListing>()),
  /** The system's folder dialog; null when the user cancels. */
  choose: base.output(type<string | null>()),
  add: write.input(z.object({ folder: path })).output(type<ProjectSummary>()),
  remove: write.input(z.object({ projectId: id })).output(type<void>()),
  /** Allows the folder's code to run from now on. */
  trust: write.input(z.object({ projectId: id })).output(type<ProjectSummary>()),
  /** The databases that the project's own configuration names. */
  environments: base.input(z.object({ projectId: id })).output(type<readonly ProjectEnvironment[]>()),
  /** Lays out a new project in a folder: what is there already is left as it is. */
  init: write.input(z.object({ folder: path })).output(type<ProjectSummary>()),
};
