import { TextInput } from '@mantine/core';
import { useRef } from 'react';
import { useSlashFocus } from './useSlashFocus';

interface FilterFieldProps {
  readonly label: string;
  readonly width: number;
  readonly value: string;
  readonly isDisabled?: boolean;
  readonly onFilter: (text: string) => void;
}

/** Narrows what a room lists: `/` leads here, Escape empties it. */
export function FilterField({ label, width, value, isDisabled = false, onFilter }: FilterFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  useSlashFocus(field);
  return (
    <TextInput
      ref={field}
      flex="0 1 auto"
      w={width}
      miw={110}
      type="search"
      aria-label={label}
      placeholder="Filter…   /"
      disabled={isDisabled}
      value={value}
      onChange={(event) => onFilter(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'Escape' && onFilter('')}
    />
  );
}
