import { Button, Radio } from '@mantine/core';
import { IconArrowsUpDown } from '@tabler/icons-react';
import styles from './AuthoringView.module.css';
import type { FormProps } from './RevisionForm';

export function RebaseForm({ form: { head, onto }, heads, onChange }: FormProps) {
  return (
    <>
      <p>
        The unapplied revisions of one branch move on top of another head, so that one line is left. For
        branches that nobody else has applied.
      </p>
      <HeadChoice label="Move" heads={heads} chosen={head} onChoose={(name) => onChange({ head: name })} />
      <HeadChoice
        label="On top of"
        heads={heads}
        chosen={onto}
        onChoose={(name) => onChange({ onto: name })}
      />
      <div>
        <Button
          variant="default"
          leftSection={<IconArrowsUpDown size={14} aria-hidden />}
          onClick={() => onChange({ head: onto, onto: head })}
        >
          The other way round
        </Button>
      </div>
    </>
  );
}

interface HeadChoiceProps {
  readonly label: string;
  readonly heads: readonly string[];
  readonly chosen: string;
  readonly onChoose: (name: string) => void;
}

function HeadChoice({ label, heads, chosen, onChoose }: HeadChoiceProps) {
  return (
    <Radio.Group label={label} value={chosen} onChange={onChoose}>
      <div className={styles.heads}>
        {heads.map((name) => (
          <Radio key={name} value={name} label={<code className={styles.name}>{name}</code>} />
        ))}
      </div>
    </Radio.Group>
  );
}
