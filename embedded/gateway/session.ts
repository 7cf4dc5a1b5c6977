import type { StartupParameter } from "../engine/channel.ts";

/** Who is logged in. */
export interface Login {
  readonly oid: number;
  readonly name: string;
}

/** What makes one connection's session differ from another's, though PostgreSQL has only one. */
export class Session {
  readonly login: Login;
  /** Set at the start; RESET goes back to them. */
  readonly parameters: readonly StartupParameter[];
  /** Set by the client since, by name. Read from PostgreSQL when another session takes over. */
  settings: readonly (readonly [name: string, value: string])[] = [];
  /** Names of a user's own parameters (`app.tenant`) that the client has mentioned: PostgreSQL does not list those. */
  readonly ownParameters = new Set<string>();
  /** Whether the client may have changed settings since they were last read. */
  changed = false;

  constructor(login: Login, parameters: readonly StartupParameter[]) {
    this.login = login;
    this.parameters = parameters;
  }

  /** Equal for sessions between which nothing needs to be changed. */
  get signature(): string {
    return JSON.stringify([this.login.oid, this.parameters, this.settings]);
  }
}
