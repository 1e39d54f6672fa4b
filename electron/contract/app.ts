import { eventIterator, type } from '@orpc/contract';
import type { DemoStatus } from '../core/demo/demo';
import { base } from './call';

export type { DemoStatus } from '../core/demo/demo';

export interface AppInfo {
  readonly version: string;
  readonly host: 'desktop' | 'browser';
  /** Whether projects.choose opens the system's own folder dialog. */
  readonly hasFolderDialog: boolean;
  /** The operating system's user and host, as the log will have them. */
  readonly userAtHost: string;
}

export const app = {
  info: base.output(type<AppInfo>()),
  /** Pushes the demo's status now and at every change. */
  watchDemo: base.output(eventIterator(type<DemoStatus>())),
};
