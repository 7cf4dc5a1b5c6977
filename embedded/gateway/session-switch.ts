import { quoteLiteral } from "../../sql/quote.ts";
import { bootstrapSuperuser } from "../engine/authenticated-user.ts";
import type { EngineInput, StartupParameter } from "../engine/channel.ts";
import type { WireError } from "../wire/error-fields.ts";
import { query } from "../wire/message.ts";
import type { Backstage, TextRow } from "./backstage.ts";
import { Session } from "./session.ts";

/** Set along with the login role. */
const followsLogin = new Set(["role", "session_authorization"]);

/**
 * Puts one session in the place of another, in the only one PostgreSQL has: the login role, with its rights and its
 * current user; what the client set at its start; and what it has set since. To be used only by who has the turn.
 *
 * What stays shared by all connections, because PostgreSQL keeps it by process:
 * - temporary tables, WITH HOLD cursors and SQL's own PREPARE: one name exists once, and all see it;
 * - advisory locks: each connection gets what another one holds;
 * - `currval`, `lastval`, `setseed`, `pg_backend_pid()`;
 * - parameters set inside a function without a trace in the statement (`set_config` by a name nobody sees).
 */
export class SessionSwitch {
  readonly #backstage: Backstage;
  /** The gateway's own: the bootstrap superuser, who calls nobody else's functions, and whose statements are not counted. */
  readonly #internal = new Session({ oid: bootstrapSuperuser, name: "postgres" }, [
    { name: "search_path", value: "pg_catalog, pg_temp", origin: "superuser client" },
    { name: "pg_stat_statements.track", value: "none", origin: "superuser client" },
  ]);
  #current: Session | undefined;
  #signature: string | undefined;
  /** What every parameter ever set at a start was before. */
  readonly #defaults = new Map<string, string>();

  constructor(backstage: Backstage) {
    this.#backstage = backstage;
  }

  /**
   * Makes `session` the current one.
   *
   * @throws WireError when PostgreSQL refuses its login role or a parameter of its start
   */
  async enter(session: Session): Promise<void> {
    if (this.#current === session) return;
    const previous = this.#current;
    this.#current = undefined;
    if (previous?.changed) await this.#remember(previous);
    const signature = session.signature;
    if (signature !== this.#signature) {
      this.#signature = undefined;
      await this.#install(session);
    }
    this.#signature = signature;
    this.#current = session;
  }

  /** Forgets a session that has ended: what it left behind is reset by the next one. */
  leave(session: Session): void {
    if (this.#current !== session) return;
    this.#current = undefined;
    this.#signature = undefined;
  }

  /** Runs a statement as the bootstrap superuser. */
  async ask(sql: string): Promise<TextRow[]> {
    await this.enter(this.#internal);
    return await this.#backstage.ask(sql);
  }

  async #install({ login, parameters, settings }: Session): Promise<void> {
    await this.#backstage.exchange([query("RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL")]);
    const learned = await this.#learnDefaults(parameters);
    const named = new Set(parameters.map(({ name }) => name));
    const restored = [...this.#defaults].filter(([name]) => !named.has(name)).map(restore);
    const authorization = { name: "session_authorization", value: login.name, origin: "login" } as const;
    const refused = await this.#setParameters(login.oid, [authorization, ...restored, ...parameters]);
    if (refused !== undefined) {
      // What was set before the one that was refused has taken effect.
      for (const entry of learned) await this.#setParameters(bootstrapSuperuser, [restore(entry)]);
      throw refused;
    }
    for (const [name, value] of learned) this.#defaults.set(name, value);
    // A setting that is refused by now (a role was taken away) is left out, as it would be at a new login.
    const replay = settings.map(([name, value]) =>
      query(`SELECT set_config(${literals(name, value)}, false)`),
    );
    if (replay.length > 0) await this.#backstage.exchange(replay);
  }

  /** Sets parameters with a role's rights, each of them or up to the first that is refused. */
  async #setParameters(oid: number, parameters: readonly StartupParameter[]): Promise<WireError | undefined> {
    const inputs: EngineInput[] = [{ authenticated: oid }, query("BEGIN"), { parameters }, query("COMMIT")];
    const { errors } = await this.#backstage.exchange(inputs);
    return errors[0];
  }

  /** What the parameters are before they are set at a start for the first time. */
  async #learnDefaults(parameters: readonly StartupParameter[]): Promise<[name: string, value: string][]> {
    const names = parameters
      .map(({ name }) => name)
      .filter((name) => !this.#defaults.has(name) && !followsLogin.has(name));
    if (names.length === 0) return [];
    const rows = await this.#backstage.ask(
      `SELECT lower(name), reset_val FROM pg_catalog.pg_settings WHERE lower(name) = ANY (ARRAY[${literals(...names)}])`,
    );
    const found = new Map(rows.map(([name, value]) => [name, value ?? ""]));
    // A user's own parameter is none until it is set.
    const own = names.filter((name) => name.includes(".") && !found.has(name));
    return [...found, ...own.map((name) => [name, ""] as const)].map(([name, value]) => [name ?? "", value]);
  }

  /** Reads what the client has set, as the client. */
  async #remember(session: Session): Promise<void> {
    const own = [...session.ownParameters];
    session.changed = false;
    this.#signature = undefined;
    const { rows, errors } = await this.#backstage.exchange([
      query(
        `SELECT 'session_authorization', session_user WHERE session_user <> ${quoteLiteral(session.login.name)}
       UNION ALL SELECT 'role', current_setting('role') WHERE current_setting('role') <> 'none'
       UNION ALL SELECT name, setting FROM pg_catalog.pg_settings WHERE source = 'session'
         AND name NOT IN ('transaction_isolation', 'transaction_read_only', 'transaction_deferrable')
       UNION ALL SELECT name, current_setting(name, true) FROM unnest(ARRAY[${literals(...own)}]::text[]) AS name
         WHERE current_setting(name, true) <> ''`,
      ),
    ]);
    // A client that has taken its own rights to look keeps what was known of it.
    if (errors.length > 0) return;
    session.settings = rows.map(([name, value]) => [name ?? "", value ?? ""] as const);
    this.#signature = session.signature;
  }
}

function restore([name, value]: readonly [string, string]): StartupParameter {
  return { name, value, origin: "superuser client" };
}

function literals(...texts: readonly string[]): string {
  return texts.map(quoteLiteral).join(", ");
}
