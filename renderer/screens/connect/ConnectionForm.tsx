import { Button, PasswordInput, Select, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import type { ConnectionRole, TlsMode } from '../../../electron/contract/connections';
import { ErrorNote } from '../../parts/ErrorNote';
import type { ConnectActions } from './ConnectView';
import styles from './ConnectView.module.css';
import { describeTarget, type Effective, type FormState, TLS_WORDS, toConnectionInput } from './formState';
import { TestChecklist } from './TestChecklist';

interface ConnectionFormProps {
  readonly form: FormState;
  readonly actions: Pick<ConnectActions, 'change' | 'test' | 'save'>;
}

const ROLES: readonly { readonly value: ConnectionRole; readonly label: string }[] = [
  { value: 'development', label: 'Development' },
  { value: 'staging', label: 'Staging' },
  { value: 'production', label: 'Production: its name is asked for before runs' },
];
const TLS: readonly { readonly value: TlsMode; readonly label: string }[] = [
  { value: 'verify-full', label: `Verify (${TLS_WORDS['verify-full']})` },
  { value: 'require', label: `Require (${TLS_WORDS.require})` },
  { value: 'disable', label: `Disable (${TLS_WORDS.disable})` },
];

export function ConnectionForm({ form, actions }: ConnectionFormProps) {
  const isComplete = toConnectionInput(form.values) !== null && form.effective.kind !== 'failed';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isComplete) actions.save();
  };
  return (
    <form className={styles.content} aria-label="New connection" noValidate onSubmit={submit}>
      <h2 className={styles.title}>New connection</h2>
      <TargetFields form={form} actions={actions} />
      <EffectiveLine effective={form.effective} />
      {form.error && <ErrorNote error={form.error} />}
      <div className={styles.buttons}>
        <Button type="submit" disabled={!isComplete} loading={form.isSaving}>
          Save and open
        </Button>
        <Button
          variant="default"
          disabled={!isComplete}
          loading={form.test?.isRunning ?? false}
          onClick={actions.test}
        >
          Test
        </Button>
      </div>
      {form.test && <TestChecklist test={form.test} />}
    </form>
  );
}

function TargetFields({ form: { values, effective }, actions: { change } }: ConnectionFormProps) {
  return (
    <div className={styles.fields}>
      <TextInput
        className={styles.wide}
        label="URL"
        placeholder="postgres://user@host:5432/database   paste it here, or fill in the fields"
        autoComplete="off"
        spellCheck={false}
        value={values.url}
        onChange={(event) => change({ url: event.currentTarget.value })}
      />
      <Field className={styles.most} label="Host" value={values.host} onChange={(host) => change({ host })} />
      <Field
        className={styles.third}
        label="Port"
        value={values.port}
        onChange={(port) => change({ port })}
      />
      <Field
        className={styles.half}
        label="Database"
        value={values.database}
        onChange={(database) => change({ database })}
      />
      <Select
        className={styles.half}
        label="Encryption"
        data={TLS}
        placeholder="Decided by the host"
        clearable
        clearButtonProps={{ 'aria-label': 'Let the host decide' }}
        value={values.tls || null}
        onChange={(tls) => change({ tls: tls ?? '' })}
      />
      <Field className={styles.half} label="User" value={values.user} onChange={(user) => change({ user })} />
      <PasswordInput
        className={styles.half}
        label="Password"
        description="Kept in memory while Lockstep runs, never on disk"
        inputWrapperOrder={['label', 'input', 'description']}
        autoComplete="off"
        value={values.password}
        onChange={(event) => change({ password: event.currentTarget.value })}
      />
      <Field
        className={styles.half}
        label="Name"
        placeholder={
          effective.kind === 'shown' ? `${effective.target.database} on ${effective.target.host}` : ''
        }
        value={values.name}
        onChange={(name) => change({ name })}
      />
      <Select
        className={styles.half}
        label="Role"
        data={ROLES}
        allowDeselect={false}
        value={values.role}
        onChange={(role) => role && change({ role })}
      />
    </div>
  );
}

interface FieldProps {
  readonly className: string | undefined;
  readonly label: string;
  readonly placeholder?: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

function Field({ className, label, placeholder = '', value, onChange }: FieldProps) {
  return (
    <TextInput
      {...(className && { className })}
      label={label}
      placeholder={placeholder}
      autoComplete="off"
      spellCheck={false}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function EffectiveLine({ effective }: { readonly effective: Effective }) {
  if (effective.kind === 'failed') return <ErrorNote error={effective.error} />;
  return (
    <p className={styles.effective} role="status">
      {effective.kind === 'incomplete' && 'Where it leads is shown here, as it will be used.'}
      {effective.kind === 'checking' && 'Looking where this leads…'}
      {effective.kind === 'shown' && (
        <>
          Connects to <code>{describeTarget(effective.target)}</code>
        </>
      )}
    </p>
  );
}
