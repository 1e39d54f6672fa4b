import { Checkbox, TextInput } from '@mantine/core';
import styles from './AuthoringView.module.css';
import { BranchField, type FormProps } from './RevisionForm';

export function MergeForm({ form, heads, onChange }: FormProps) {
  return (
    <>
      <p>A revision that follows all of them and runs nothing. Both branches stay as they are.</p>
      <Checkbox.Group label="Heads" value={[...form.parents]} onChange={(parents) => onChange({ parents })}>
        <div className={styles.heads}>
          {heads.map((name) => (
            <Checkbox key={name} value={name} label={<code className={styles.name}>{name}</code>} />
          ))}
        </div>
      </Checkbox.Group>
      <TextInput
        label="Message"
        description="Optional: becomes part of the file’s name"
        autoComplete="off"
        maxLength={200}
        value={form.message}
        onChange={(event) => onChange({ message: event.currentTarget.value })}
      />
      <BranchField form={form} onChange={onChange} />
    </>
  );
}
