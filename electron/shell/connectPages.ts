import { RPCHandler } from '@orpc/server/message-port';
import { MessageChannelMain } from 'electron';
import type { LockstepRouter } from '../ipc/router';
import { onPageMessage } from './pageMessages';

/** Gives every page that is ready a port to the router; its calls end when the page reloads or goes. */
export function connectPages(router: LockstepRouter): void {
  const rpc = new RPCHandler(router);
  // oRPC leaves what it can't make sense of as a rejection: that is the page's mistake, not a reason to end.
  process.on('unhandledRejection', (reason) => process.stderr.write(`Not handled: ${reason}\n`));
  onPageMessage('lockstep:ready', (page) => {
    const { port1, port2 } = new MessageChannelMain();
    rpc.upgrade(port1);
    port1.start();
    page.postMessage('lockstep:port', null, [port2]);
  });
}
