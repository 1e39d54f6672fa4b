import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import type { ConnectionSummary, ServerFacts, Target, TestStep } from '../core/connection/profile';
import { base, id, write } from './call';

export type {
  ConnectionRole,
  ConnectionSummary,
  ServerFacts,
  Target,
  TestStep,
  TlsMode,
} from '../core/connection/profile';

/** Where to connect: a URL, or fields. Either may come with a password, which never comes back. */
export const connectionInput = z.object({
  name: z.string().max(100).optional(),
  role: z.enum(['development', 'staging', 'production']),
  where: z.union([
    z.object({ url: z.string().min(1).max(4096) }),
    z.object({
      host: z.string().min(1).max(255),
      port: z.number().int().min(1).max(65535),
      database: z.string().min(1).max(63),
      user: z.string().min(1).max(63),
      tls: z.enum(['disable', 'require', 'verify-full']).optional(),
    }),
  ]),
  password: z.string().max(1000).optional(),
});
export type ConnectionInput = z.infer<typeof connectionInput>;

export const connections = {
  list: base.output(type<readonly ConnectionSummary[]>()),
  /** The effective target of what the form holds, without connecting. */
  describe: base.input(connectionInput).output(type<Target>()),
  /** Connects and checks, step by step; pushes the whole checklist at each change. */
  test: base.input(connectionInput).output(eventIterator(type<readonly TestStep[]>())),
  add: write.input(connectionInput).output(type<ConnectionSummary>()),
  /** A profile for a database of the project's configuration; its password is kept in memory. */
  addFromProject: write
    .input(
      z.object({
        projectId: id,
        environment: z.string().min(1).max(100),
        role: z.enum(['development', 'staging', 'production']),
      }),
    )
    .output(type<ConnectionSummary>()),
  remove: write.input(z.object({ connectionId: id })).output(type<void>()),
  /** Connects the watch session and says what the server is; a password is kept in memory. */
  open: base
    .input(z.object({ connectionId: id, password: z.string().max(1000).optional() }))
    .output(type<ServerFacts>()),
};
