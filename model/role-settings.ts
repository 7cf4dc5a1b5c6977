/** A parameter's value: a text as PostgreSQL takes it, such as `5s`; a number in the parameter's own unit; a list of names. */
export type SettingValue = string | number | boolean | readonly string[];

/**
 * What a role's sessions in this database start with (ALTER ROLE ... IN DATABASE ... SET). A session may set its own: none of
 * it is a right. Those named here are checked by the compiler, any other parameter is given by its name.
 */
export interface RoleSettings {
  /** Schemas that names without a schema are looked up in. @default PostgreSQL's: `"$user", public` */
  readonly search_path?: string | readonly string[];
  /** Ends a statement that runs longer; a number is milliseconds. @default the server's */
  readonly statement_timeout?: string | number;
  /** Ends a statement that waits longer for a lock; a number is milliseconds. @default the server's */
  readonly lock_timeout?: string | number;
  /** Ends a session that leaves a transaction open and does nothing; a number is milliseconds. @default the server's */
  readonly idle_in_transaction_session_timeout?: string | number;
  /** Ends a session that does nothing, outside of a transaction; a number is milliseconds. @default the server's */
  readonly idle_session_timeout?: string | number;
  /** Memory of one sort or hash before it goes to disk; a number is kB. @default the server's */
  readonly work_mem?: string | number;
  /** Memory of one index build; a number is kB. @default the server's */
  readonly maintenance_work_mem?: string | number;
  /** Transactions that write nothing, unless they ask to. @default the server's */
  readonly default_transaction_read_only?: boolean;
  readonly [parameter: string]: SettingValue | undefined;
}
