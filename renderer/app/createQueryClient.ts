import { onlineManager, QueryClient } from '@tanstack/react-query';
import { isLineLost, type Line } from '../api';

const TRIES = 3;

/**
 * Core is on this computer: what counts as online is the line to it, not the network. While the line is lost, reads
 * wait and are made again when it is back; writes fail at once, so that nothing runs minutes after it was clicked.
 */
export function createQueryClient(line: Line): QueryClient {
  onlineManager.setEventListener((setOnline) => {
    const tell = () => setOnline(line.status() !== 'lost');
    tell();
    return line.subscribe(tell);
  });
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (count, error) => isLineLost(error) && count < TRIES,
        retryDelay: 200,
        refetchOnReconnect: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
