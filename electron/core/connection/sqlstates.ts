/** The SQLSTATEs that Lockstep acts upon. PostgreSQL 18 manual, appendix A. */
export const SQLSTATE = {
  lockNotAvailable: '55P03',
  activeSqlTransaction: '25001',
  inFailedTransaction: '25P02',
  invalidStatementName: '26000',
  queryCanceled: '57014',
  adminShutdown: '57P01',
  crashShutdown: '57P02',
  cannotConnectNow: '57P03',
  idleSessionTimeout: '57P05',
  deadlockDetected: '40P01',
  insufficientPrivilege: '42501',
  undefinedTable: '42P01',
  readOnlyTransaction: '25006',
  invalidPassword: '28P01',
  invalidAuthorization: '28000',
  invalidCatalogName: '3D000',
  tooManyConnections: '53300',
  unsupportedStartupParameter: '08P01',
} as const;

/** The server ended the session, as against refusing one statement. */
export function endsSession(sqlstate: string | undefined): boolean {
  return sqlstate !== undefined && (sqlstate.startsWith('08') || /^57P0[1235]$/.test(sqlstate));
}
