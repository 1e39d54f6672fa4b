/** The browser host: core, its router, and a server for an ordinary browser. `--port N` chooses the port. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RPCHandler } from '@orpc/server/ws';
import { homeFolder } from './core/home/homeFolder';
import { userAtHost } from './core/home/userAtHost';
import { type Lockstep, openLockstep } from './core/lockstep';
import { forkRunner } from './core/project/forkRunner';
import { type BrowserHost, startBrowserHost } from './host/browserHost';
import { closeOnSignals } from './host/closeOnSignals';
import { readArguments } from './host/readArguments';
import type { FrontDoor } from './ipc/frontDoor';
import { createRouter } from './ipc/router';

const CHECKOUT = join(import.meta.dirname, '../..');

serve().catch((error) => {
  process.stderr.write(`Lockstep can’t be served. ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});

async function serve(): Promise<void> {
  const { port } = readArguments(process.argv.slice(2));
  const lockstep = openLockstep({
    home: homeFolder(process.env),
    demoProject: join(CHECKOUT, 'migrations'),
    spawnRunner: forkRunner(join(import.meta.dirname, 'runner.js')),
  });
  const host = await startBrowserHost({
    pageFolder: join(CHECKOUT, 'dist/page'),
    rpc: new RPCHandler(createRouter(lockstep, frontDoor())),
    port,
  });
  closeOnSignals(() => closeAll(host, lockstep));
  process.stdout.write(`Lockstep is at ${host.link}\n`);
  lockstep.demo.start();
}

async function closeAll(host: BrowserHost, lockstep: Lockstep): Promise<void> {
  await host.close();
  await lockstep.close();
}

function frontDoor(): FrontDoor {
  const manifest: { readonly version: string } = JSON.parse(
    readFileSync(join(CHECKOUT, 'package.json'), 'utf8'),
  );
  return {
    info: {
      version: manifest.version,
      host: 'browser',
      hasFolderDialog: false,
      userAtHost: userAtHost(),
    },
    chooseFolder: async () => null,
  };
}
