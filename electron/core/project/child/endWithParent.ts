import { Worker } from 'node:worker_threads';

const LOOK_EVERY_MS = 500;
/** Now: later it may be gone already, and this process somebody else's. */
const PARENT = process.ppid;

/**
 * Ends this process when core is gone, even while the project's code keeps the event loop busy: from a thread of
 * its own, because a loop that never yields never hears of the closed line, and its transaction would keep its
 * locks for ever. The server rolls back what is open.
 */
export function endWithParent(): void {
  const look = `
    const parent = ${PARENT};
    const isGone = () => {
      if (process.ppid !== parent) return true;
      try { process.kill(parent, 0); return false; } catch (error) { return error.code === 'ESRCH'; }
    };
    setInterval(() => { if (isGone()) process.kill(process.pid, 'SIGKILL'); }, ${LOOK_EVERY_MS});`;
  new Worker(look, { eval: true }).unref();
}
