import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Router } from 'wouter';
import { type Line, LineContext } from '../api';
import { readNonce } from '../nonce';
import { createQueryClient } from './createQueryClient';
import { useHashAddress } from './hashAddress';
import { Rooms } from './Rooms';
import { cssVariables, theme } from './theme';

const colorSchemes = localStorageColorSchemeManager({ key: 'lockstep.theme' });

export function App({ line }: { readonly line: Line }) {
  const [client] = useState(() => createQueryClient(line));
  return (
    <Themed>
      <LineContext value={line}>
        <QueryClientProvider client={client}>
          <Router hook={useHashAddress}>
            <Rooms />
          </Router>
        </QueryClientProvider>
      </LineContext>
    </Themed>
  );
}

interface ThemedProps {
  readonly forced?: 'light' | 'dark' | undefined;
  readonly children: ReactNode;
}

/** The look, also without an app below it, as in the gallery. */
export function Themed({ forced, children }: ThemedProps) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorSchemes}
      defaultColorScheme="auto"
      {...(forced && { forceColorScheme: forced })}
      getStyleNonce={readNonce}
    >
      {children}
    </MantineProvider>
  );
}
