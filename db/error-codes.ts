/** SQLSTATE codes this project acts on. Source: PostgreSQL documentation, appendix A. */
export const SqlState = {
  undefinedTable: "42P01",
  /** Another relation has the name, be it a table or an index. */
  duplicateTable: "42P07",
  undefinedSchema: "3F000",
  undefinedObject: "42704",
  undefinedColumn: "42703",
  undefinedFunction: "42883",
  syntaxError: "42601",
  /** Such as a volatile function in an index. */
  invalidObjectDefinition: "42P17",
  duplicateObject: "42710",
  duplicateSchema: "42P06",
  insufficientPrivilege: "42501",
  dependentObjectsStillExist: "2BP01",
  lockNotAvailable: "55P03",
  queryCanceled: "57014",
  /** Somebody ended the session, or stops the server. */
  adminShutdown: "57P01",
  /** The server ended every session, because one of them crashed. */
  crashShutdown: "57P02",
  diskFull: "53100",
  outOfMemory: "53200",
  connectionRejected: "08004",
  invalidPassword: "28P01",
  undefinedDatabase: "3D000",
  /** The server starts up or shuts down. */
  cannotConnectNow: "57P03",
  foreignKeyViolation: "23503",
  uniqueViolation: "23505",
  serializationFailure: "40001",
  deadlockDetected: "40P01",
  /** What no code was made for. */
  internalError: "XX000",
  invalidParameterValue: "22023",
  datatypeMismatch: "42804",
} as const;

/** The SQLSTATE of an error the server sent, or the system's code of a failed connection, or `undefined`. */
export function errorCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : undefined;
}
