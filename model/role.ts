import type { RoleSettings } from "./role-settings.ts";

/**
 * How a role proves who it is: by a generated password, by a token of AWS IAM, or not at all. Where a server of this machine
 * has no IAM, a role of IAM gets a generated password there.
 */
export type Credential = "password" | "iam" | "none";

/** A database role. */
export interface Role {
  readonly name: string;
  /** What the role is for; stored as the role's comment. */
  readonly comment: string;
  /** Whether it may log in; only then may it connect to the database. @default false */
  readonly login?: boolean;
  /** How it logs in. @default for a role that logs in "iam" where the server has IAM, else "password"; "none" for others */
  readonly credential?: Credential;
  /**
   * Roles it is a member of, with SET and INHERIT: declared ones, and of PostgreSQL's own those in `predefinedRoles`.
   * @default none
   */
  readonly memberOf?: readonly string[];
  /** Concurrent connections allowed; -1 is no limit. @default -1 */
  readonly connectionLimit?: number;
  /** What its sessions in this database start with. What was set by hand and is not declared is taken back. @default none */
  readonly settings?: RoleSettings;
  /** Its sessions keep what they set (SET, LISTEN, advisory locks): its URL goes past a connection pooler. @default false */
  readonly ownSession?: boolean;
  /** A change makes a new password; sessions that are open live on. @default 1 */
  readonly passwordVersion?: number;
}
