import { CoreError } from '../errors';

/** The local PostgreSQL can't be used: to the user that is a connection that can't be made. */
export function localServerFailure(message: string, hint: string): CoreError {
  return new CoreError({ kind: 'cannot-connect', reason: 'other', message, hint });
}
