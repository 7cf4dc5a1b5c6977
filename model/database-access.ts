/**
 * Who may do what with the database itself. PostgreSQL lets everybody connect and make temporary tables; here CONNECT is for
 * declared roles that log in, and nobody else.
 */
export interface DatabaseAccess {
  /** Roles that may make temporary tables, beside those that need them: see {@link temporaryMakers}. @default none */
  readonly temporary?: readonly string[];
  /**
   * Roles that may use what is in schema public, which is where extensions put their types and operators: a column of a type
   * of theirs is read by everybody, but `'[1,2]'::vector` names the type. @default "everybody"
   */
  readonly publicSchema?: "everybody" | readonly string[];
}
