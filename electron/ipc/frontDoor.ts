import type { AppInfo } from '../contract/app';

/** What the desktop app and the browser host do differently. */
export interface FrontDoor {
  readonly info: AppInfo;
  /** The system's folder dialog; null when it was cancelled or there is none. */
  chooseFolder(): Promise<string | null>;
}
