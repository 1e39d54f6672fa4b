import { Button } from '@mantine/core';
import { useState } from 'react';

interface ConfirmButtonProps {
  readonly label: string;
  /** What happens, as a question. */
  readonly question: string;
  readonly onConfirm: () => void;
}

/** Asks once, in place. */
export function ConfirmButton({ label, question, onConfirm }: ConfirmButtonProps) {
  const [isAsking, setIsAsking] = useState(false);
  if (!isAsking) {
    return (
      <Button variant="default" onClick={() => setIsAsking(true)}>
        {label}
      </Button>
    );
  }
  return (
    <>
      <span>{question}</span>
      <Button
        color="red"
        autoFocus
        onClick={() => {
          setIsAsking(false);
          onConfirm();
        }}
      >
        {label}
      </Button>
      <Button variant="default" onClick={() => setIsAsking(false)}>
        Keep
      </Button>
    </>
  );
}
