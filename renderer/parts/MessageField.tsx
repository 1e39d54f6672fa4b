import { TextInput } from '@mantine/core';

interface MessageFieldProps {
  readonly message: string;
  readonly maxLength: number;
  readonly isFocused?: boolean;
  readonly onChange: (message: string) => void;
}

/** A revision's message. */
export function MessageField({ message, maxLength, isFocused = false, onChange }: MessageFieldProps) {
  return (
    <TextInput
      label="Message"
      description="Becomes part of the file’s name"
      data-autofocus
      autoFocus={isFocused}
      autoComplete="off"
      maxLength={maxLength}
      value={message}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
