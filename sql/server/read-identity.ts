/** A row of {@link readIdentity}. */
export interface IdentityRow {
  /** 64 bits, as text. */
  readonly system_identifier: string;
  readonly version: string;
}

/** Who the server is; any role may ask. */
export const readIdentity: string =
  "SELECT system_identifier::text, current_setting('server_version') AS version FROM pg_control_system()";
