import { Select } from '@mantine/core';

export type NewFormat = 'js' | 'mjs' | 'cjs' | 'ts' | 'sql';

const FORMATS: readonly { readonly value: NewFormat | ''; readonly label: string }[] = [
  { value: '', label: 'As most revisions' },
  { value: 'js', label: 'JavaScript (.js)' },
  { value: 'mjs', label: 'JavaScript module (.mjs)' },
  { value: 'cjs', label: 'JavaScript, CommonJS (.cjs)' },
  { value: 'ts', label: 'TypeScript (.ts)' },
  { value: 'sql', label: 'SQL (.sql and .down.sql)' },
];

interface FormatFieldProps {
  /** Empty: as most of the project’s revisions. */
  readonly format: NewFormat | '';
  readonly onChange: (format: NewFormat | '') => void;
}

export function FormatField({ format, onChange }: FormatFieldProps) {
  return (
    <Select
      label="Format"
      data={FORMATS}
      value={format}
      allowDeselect={false}
      onChange={(chosen) => chosen !== null && onChange(chosen)}
    />
  );
}
