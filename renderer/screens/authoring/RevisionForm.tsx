import { Checkbox, MultiSelect, TextInput } from '@mantine/core';
import { FormatField } from '../../parts/FormatField';
import { MessageField } from '../../parts/MessageField';
import type { AuthoringForm, FormChange } from './authoringState';

export interface FormProps {
  readonly form: AuthoringForm;
  readonly heads: readonly string[];
  readonly names: readonly string[];
  readonly onChange: (change: FormChange) => void;
}

/** A list of thousands is found by writing, not by scrolling. */
export const LISTED_NAMES = 60;

export function RevisionForm({ form, heads, names, onChange }: FormProps) {
  const followable = form.splice ? names : heads;
  return (
    <>
      <MessageField message={form.message} maxLength={200} onChange={(message) => onChange({ message })} />
      <FormatField format={form.format} onChange={(format) => onChange({ format })} />
      {(heads.length > 1 || form.splice || form.parents.length > 0) && (
        <NamesField
          label="Follows"
          description={form.splice ? 'Any revision' : 'Several make it a merge'}
          names={followable}
          chosen={form.parents}
          onChange={(parents) => onChange({ parents })}
        />
      )}
      <Checkbox
        label="May follow a revision that is no head"
        description="A new branch begins there (--splice)"
        checked={form.splice}
        onChange={(event) => onChange({ splice: event.currentTarget.checked })}
      />
      <BranchField form={form} onChange={onChange} />
      <NamesField
        label="Depends on"
        description="Has to be applied before, without being what it follows"
        names={names}
        chosen={form.dependsOn}
        onChange={(dependsOn) => onChange({ dependsOn })}
      />
    </>
  );
}

export function BranchField({ form, onChange }: Pick<FormProps, 'form' | 'onChange'>) {
  return (
    <TextInput
      label="Branch label"
      description="Optional: targets can then say label@head"
      autoComplete="off"
      spellCheck={false}
      maxLength={100}
      value={form.branch}
      onChange={(event) => onChange({ branch: event.currentTarget.value })}
    />
  );
}

interface NamesFieldProps {
  readonly label: string;
  readonly description: string;
  readonly names: readonly string[];
  readonly chosen: readonly string[];
  readonly onChange: (names: readonly string[]) => void;
}

function NamesField({ label, description, names, chosen, onChange }: NamesFieldProps) {
  return (
    <MultiSelect
      label={label}
      description={description}
      data={[...new Set([...names, ...chosen])]}
      value={[...chosen]}
      searchable
      limit={LISTED_NAMES}
      nothingFoundMessage="No revision has that in its name"
      onChange={onChange}
    />
  );
}
