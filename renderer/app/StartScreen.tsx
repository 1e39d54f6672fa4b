import { useQuery } from '@tanstack/react-query';
import { Redirect } from 'wouter';
import { useQueries } from '../api';
import { LoadingRows } from '../screens/history/BootProgress';
import { CONNECT, historyAddress } from './addresses';
import { Framed } from './Framed';

/** The app without an address: goes on to the demo's history, which shows how far the demo is. */
export function StartScreen() {
  const queries = useQueries();
  const { data: connections } = useQuery(queries.connections.list.queryOptions());
  const { data: projects } = useQuery(queries.projects.list.queryOptions());
  if (!connections || !projects) {
    return (
      <Framed place={{ pair: null, lastPair: null, connectionId: null, room: 'none' }}>
        <LoadingRows />
      </Framed>
    );
  }
  const connection = connections.find(({ isDemo }) => isDemo);
  const project = projects.find(({ isDemo }) => isDemo);
  const to =
    connection && project ? historyAddress({ connectionId: connection.id, projectId: project.id }) : CONNECT;
  return <Redirect to={to} replace />;
}
