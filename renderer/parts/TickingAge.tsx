import { useEffect, useState } from 'react';
import { RelativeTime } from './RelativeTime';

const EVERY_MS = 15_000;

/** How long ago something was by this computer's clock, kept up to date by itself. */
export function TickingAge({ since }: { readonly since: string }) {
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return <RelativeTime iso={since} now={now} />;
}
