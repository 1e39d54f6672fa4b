/** A process of its own that starts the demo: node --import jiti/register … FOLDER PROJECT_FOLDER */
import { startDemo } from '../demo/demo';
import { applyWithUmzug } from './umzugProject';

const [folder = '', projectFolder = ''] = process.argv.slice(2);
await startDemo({
  folder,
  projectFolder,
  applyRevisions: ({ url, to }) => applyWithUmzug(url, projectFolder, to),
  onStatus: (status) => console.log(JSON.stringify(status)),
});
