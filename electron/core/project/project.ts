/** A folder on disk, as far as it can be known without running any of its code. */
import type { TransactionHints } from './revisionText';

export type RevisionFormat = 'js' | 'ts' | 'sql';

/** One revision file. `name` is the file name with extension: what the ledger holds. */
export interface RevisionFile {
  readonly name: string;
  readonly path: string;
  readonly format: RevisionFormat;
  /** SHA-256 of the text without BOM and with LF line ends, in hex: a checkout with CRLF has the same. */
  readonly checksum: string;
  /** .sql only: the file that undoes it. */
  readonly downPath: string | null;
  readonly hints: TransactionHints;
}

export interface Project {
  readonly folder: string;
  readonly name: string;
  readonly revisionsFolder: string;
  readonly modelsFolder: string | null;
  /** In the order in which sequelize-cli and Umzug run them: by file name, code unit by code unit. */
  readonly revisions: readonly RevisionFile[];
  /** Files of the folder that look like revisions and are left out, with the reason. */
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
}

/** A project in the list of recent ones. */
export interface ProjectSummary {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
  readonly isDemo: boolean;
  /** Whether the user has allowed this folder's code to run. */
  readonly isTrusted: boolean;
}

/** A folder offered by the folder chooser of the browser host. */
export interface FolderListing {
  readonly folder: string;
  readonly parent: string | null;
  readonly folders: readonly string[];
  /** How many revision files opening this folder would find. */
  readonly revisionCount: number;
}
