import { Select } from '@mantine/core';

interface FollowsFieldProps {
  readonly heads: readonly string[];
  /** Empty: not chosen yet. */
  readonly parent: string;
  readonly onChange: (parent: string) => void;
}

/** The head that a new revision follows; with one head nothing is to be said. */
export function FollowsField({ heads, parent, onChange }: FollowsFieldProps) {
  if (heads.length < 2) return null;
  return (
    <Select
      label="Follows"
      description="There are several heads"
      data={heads}
      value={parent || null}
      searchable
      onChange={(chosen) => onChange(chosen ?? '')}
    />
  );
}
