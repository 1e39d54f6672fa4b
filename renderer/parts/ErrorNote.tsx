import type { ReactNode } from 'react';
import type { ErrorInfo } from '../../electron/contract/call';
import { BlockerList } from './BlockerList';
import { describeHolder } from './describeSession';
import { formatExactTime } from './formatTime';
import { GrantSql } from './GrantNote';
import styles from './Note.module.css';

interface ErrorNoteProps {
  readonly error: ErrorInfo;
  /** What can be done about it: buttons. */
  readonly children?: ReactNode;
}

/** A failure: what happened, what to do next, and what else its kind knows. */
export function ErrorNote({ error, children }: ErrorNoteProps) {
  return (
    <div className={styles.note} data-tone={error.kind === 'cancelled' ? 'amber' : 'red'} role="alert">
      <p className={styles.message}>{error.message}</p>
      {error.hint && <p>{error.hint}</p>}
      <ErrorDetails error={error} />
      {children && <div className={styles.actions}>{children}</div>}
    </div>
  );
}

/** The facts of an error without its message: also used where the message is told elsewhere. */
export function ErrorDetails({ error }: { readonly error: ErrorInfo }) {
  switch (error.kind) {
    case 'not-permitted':
      return error.grantSql ? <GrantSql grantSql={error.grantSql} /> : null;
    case 'lock-timeout':
      return <BlockerList blockers={error.blockers} />;
    case 'runner-busy':
      return (
        error.holder && (
          <Facts
            facts={[
              ['Held by', describeHolder(error.holder)],
              ['Since', since(error.holder.since)],
            ]}
          />
        )
      );
    case 'sql-failed':
      return (
        <Facts
          facts={[
            ['SQLSTATE', error.sqlstate],
            ['Detail', error.detail],
            ['Table', error.table],
            ['Constraint', error.constraint],
            ['Context', error.where],
          ]}
        />
      );
    case 'code-failed':
      return (
        <>
          <Facts facts={[['File', fileAndLine(error)]]} />
          {error.stack && (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it
            <pre className={styles.stack} tabIndex={0}>
              {error.stack}
            </pre>
          )}
        </>
      );
    case 'files-changed':
      return <Names names={error.names} />;
    case 'bad-input':
      return error.candidates ? <Names names={error.candidates} /> : null;
    case 'bug':
      return <Facts facts={[['Reference', error.id]]} />;
    default:
      return null;
  }
}

type Fact = readonly [name: string, value: string | null | undefined];

function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  const known = facts.filter(([, value]) => value);
  if (known.length === 0) return null;
  return (
    <dl className={styles.facts}>
      {known.map(([name, value]) => (
        <FactRow key={name} name={name} value={value} />
      ))}
    </dl>
  );
}

function FactRow({ name, value }: { readonly name: string; readonly value: string | null | undefined }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

function Names({ names }: { readonly names: readonly string[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it
    <ul className={styles.names} tabIndex={0}>
      {names.map((name) => (
        <li key={name}>
          <code>{name}</code>
        </li>
      ))}
    </ul>
  );
}

function since(iso: string | null): string | null {
  return iso && formatExactTime(iso);
}

function fileAndLine({
  file,
  line,
  column,
}: Extract<ErrorInfo, { kind: 'code-failed' }>): string | undefined {
  return file && [file, line, column].filter((part) => part !== undefined).join(':');
}
