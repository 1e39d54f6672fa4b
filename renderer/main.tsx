import '@mantine/core/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import './app/theme.css';
import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { openLine } from './api';
import { App } from './app/App';
import { readNonce } from './nonce';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id root.');
setNonce(readNonce());
createRoot(root).render(
  <StrictMode>
    <App line={openLine()} />
  </StrictMode>,
);
