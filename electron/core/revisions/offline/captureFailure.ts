import { CoreError, type ErrorInfo, toErrorInfo } from '../../errors';

export function explainReplay(error: ErrorInfo): ErrorInfo {
  const hint = error.hint ? `${error.hint} ` : '';
  return {
    ...error,
    message: `On an empty local database what is applied already could not be run again: ${error.message}`,
    hint: `${hint}What it needs besides the revisions, such as rows, roles or extensions, is not there.`,
  };
}

/** What a capture failed of, with the revision that it failed at. */
export class RevisionFailure extends CoreError {
  constructor(
    readonly revision: string | null,
    info: ErrorInfo,
  ) {
    super(info);
  }
}

export function whatFailed(thrown: unknown): { readonly revision: string | null; readonly error: ErrorInfo } {
  const revision = thrown instanceof RevisionFailure ? thrown.revision : null;
  return { revision, error: toErrorInfo(thrown) };
}
