/** A database role. */
export interface Role {
  readonly name: string;
  /** What the role is for; stored as the role's comment. */
  readonly comment: string;
  /** Whether it may log in; a role that may gets a generated password. @default false */
  readonly login?: boolean;
  /** Roles it is a member of, with SET and INHERIT. @default none */
  readonly memberOf?: readonly string[];
  /** Concurrent connections allowed; -1 is no limit. @default -1 */
  readonly connectionLimit?: number;
  /** Its sessions keep what they set (SET, LISTEN, advisory locks): its URL goes past a connection pooler. @default false */
  readonly ownSession?: boolean;
  /** A change makes a new password; sessions that are open live on. @default 1 */
  readonly passwordVersion?: number;
}
