/** SQLSTATE codes this project acts on. Source: PostgreSQL documentation, appendix A. */
export const SqlState = {
  undefinedTable: "42P01",
  undefinedSchema: "3F000",
  undefinedObject: "42704",
  duplicateObject: "42710",
  duplicateSchema: "42P06",
  insufficientPrivilege: "42501",
  dependentObjectsStillExist: "2BP01",
  lockNotAvailable: "55P03",
  queryCanceled: "57014",
  connectionRejected: "08004",
  invalidPassword: "28P01",
  undefinedDatabase: "3D000",
  /** The server starts up or shuts down. */
  cannotConnectNow: "57P03",
  uniqueViolation: "23505",
  serializationFailure: "40001",
  deadlockDetected: "40P01",
  /** What no code was made for. */
  internalError: "XX000",
  invalidParameterValue: "22023",
  undefinedColumn: "42703",
  datatypeMismatch: "42804",
} as const;

/** The SQLSTATE of an error the server sent, or the system's code of a failed connection, or `undefined`. */
export function errorCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : undefined;
}
