import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import styles from './Palette.module.css';

/** More are found by writing more of the name. */
const LIMIT = 40;

/** Ctrl/Cmd+K: everything that can be reached from here, by name. */
export function Palette({ groups }: { readonly groups: readonly SpotlightActionGroupData[] }) {
  return (
    <Spotlight
      actions={[...groups]}
      shortcut={['mod + K']}
      limit={LIMIT}
      nothingFound="Nothing has that name"
      scrollable
      attributes={{ content: { 'aria-label': 'Search or do' } }}
      classNames={{ action: styles.action ?? '' }}
      maxHeight={420}
      transitionProps={{ duration: 0 }}
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
      searchProps={{
        leftSection: <IconSearch size={16} aria-hidden />,
        placeholder: 'Search or do…',
        'aria-label': 'Search or do',
      }}
      scrollAreaProps={{ type: 'auto', viewportProps: { tabIndex: 0 } }}
    />
  );
}
