/** A folder on disk, as far as it can be known without running any of its code. */
import type { Target } from '../connection/profile';
import type { TransactionHints } from './revisionText';

export type RevisionFormat = 'js' | 'ts' | 'sql';

/** Where a file says that its revision belongs, as written; read without running it. */
export interface StatedPlace {
  /** null: not stated; []: it begins at base. Names with or without extension. */
  readonly revises: readonly string[] | null;
  /** A label for the branch that begins here. */
  readonly branch: string | null;
  /** Revisions that must be applied before, without being what this one follows. */
  readonly dependsOn: readonly string[];
  readonly lockTimeoutMs: number | null;
  /** What of the file's `lockstep` is wrong, or can't be known without running it: whole sentences. */
  readonly problems: readonly string[];
}

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
  readonly stated: StatedPlace;
}

/** The table of applied revisions, as the project names it. */
export interface LedgerName {
  readonly table: string;
  /** null: where the role's search_path leads. */
  readonly schema: string | null;
}

/** Where a project says that one of its databases is. */
export interface ProjectEnvironment {
  /** Such as development, test or production. */
  readonly name: string;
  /** Without its password; null where it can't be told, see `problem`. */
  readonly target: Target | null;
  /** Why it can't be connected to from here: not PostgreSQL, a variable that is not set, code that must run first. */
  readonly problem: string | null;
}

export interface Project {
  readonly folder: string;
  readonly name: string;
  readonly revisionsFolder: string;
  readonly modelsFolder: string | null;
  readonly ledger: LedgerName;
  /** Its revisions may catch the error of a statement and go on, which undoes that statement alone. */
  readonly catchErrors: boolean;
  /** The environment that is meant, whether the project's configuration has it or not; null where there is none. */
  readonly environment: string | null;
  /** The variable in which the project's own code expects the database's URL. */
  readonly urlVariable: string | null;
  /** What said where things are, for people: ".sequelizerc", "package.json", "by habit". */
  readonly layoutSource: string;
  /** What names the project's databases; null where nothing does. */
  readonly configFile: string | null;
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
