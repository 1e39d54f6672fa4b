/**
 * What we know of a connection before connecting: where, as whom, in which role.
 * Passwords are never part of a profile; they stay in memory beside it (see profileStore).
 */

export type ConnectionRole = 'development' | 'staging' | 'production';

/** disable: no TLS. require: TLS, server not verified. verify-full: certificate and host name verified. */
export type TlsMode = 'disable' | 'require' | 'verify-full';

/** Where a connection leads, exactly as it will be used. */
export interface Target {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly tls: TlsMode;
}

export interface ConnectionProfile extends Target {
  readonly id: string;
  readonly name: string;
  readonly role: ConnectionRole;
}

/** A profile as the page sees it. */
export interface ConnectionSummary extends ConnectionProfile {
  /** The built-in demo shop: can't be edited or removed. */
  readonly isDemo: boolean;
  /** Whether a password is in memory for this run of the app. */
  readonly hasPassword: boolean;
}

/** What a server says of itself once connected. */
export interface ServerFacts {
  readonly version: string;
  readonly versionNumber: number;
  readonly user: string;
  readonly database: string;
  readonly isStandby: boolean;
  /** default_transaction_read_only or a standby. */
  readonly isReadOnly: boolean;
  /** Whether the TLS session is on. */
  readonly tls: boolean;
}

export type TestStepStatus = 'waiting' | 'running' | 'passed' | 'warned' | 'failed';

/** One line of the checklist that "Test" shows. */
export interface TestStep {
  readonly name: 'reach' | 'authenticate' | 'version' | 'ledger' | 'permissions';
  readonly title: string;
  readonly status: TestStepStatus;
  /** What was found, or what went wrong and what to do. */
  readonly detail: string | null;
}
