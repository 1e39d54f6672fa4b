/** `?screen=history&state=failed&theme=dark` shows one state; without parameters, the list of all. */
import '@mantine/core/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import '../app/theme.css';
import { setNonce } from 'get-nonce';
import { createRoot } from 'react-dom/client';
import { lineTo } from '../api';
import { App, Themed } from '../app/App';
import { readNonce } from '../nonce';
import { entries } from './entries';
import { createFakeApi } from './fakeApi';
import { GalleryIndex, GalleryState } from './Gallery';

declare global {
  interface Window {
    /** For tests: every state that there is. */
    __gallery?: readonly { readonly screen: string; readonly state: string }[];
  }
}

window.__gallery = entries.map(({ screen, state }) => ({ screen, state }));

const root = document.getElementById('root');
if (!root) throw new Error('gallery.html has no element with the id root.');
setNonce(readNonce());
createRoot(root).render(<Shown />);

function Shown() {
  const asked = new URLSearchParams(location.search);
  const theme = asked.get('theme');
  const forced = theme === 'light' || theme === 'dark' ? theme : undefined;
  if (asked.get('screen') === 'app') return <App line={lineTo(createFakeApi())} />;
  const entry = entries.find(
    ({ screen, state }) => screen === asked.get('screen') && state === asked.get('state'),
  );
  return <Themed forced={forced}>{entry ? <GalleryState entry={entry} /> : <GalleryIndex />}</Themed>;
}
