/** A process of its own that owns a local server until it is killed: node --import jiti/register … FOLDER */
import { startLocalServer } from '../twin/localServer';

const server = await startLocalServer({ binaries: '18', folder: process.argv[2] ?? '' });
console.log(JSON.stringify({ pid: server.pid, adopted: server.adopted }));
setInterval(() => undefined, 60_000);
