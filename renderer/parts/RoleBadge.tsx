import type { ConnectionRole } from '../../electron/contract/connections';
import { Tag } from './Tag';

const TONES = { development: 'green', staging: 'amber', production: 'red' } as const;

export function RoleBadge({ role }: { readonly role: ConnectionRole }) {
  return <Tag tone={TONES[role]}>{role}</Tag>;
}
