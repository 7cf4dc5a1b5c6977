import { quoteLiteral } from "../../sql/quote.ts";
import type { Core } from "../gateway/core.ts";
import { Session } from "../gateway/session.ts";
import { WireError } from "../wire/error-fields.ts";
import { checkPassword, type PasswordDialogue } from "./check-password.ts";
import { parseVerifier } from "./parse-verifier.ts";
import { parseRoleOfLogin, type RoleOfLogin, selectRoleOfLogin } from "./role-of-login.ts";
import { mockSecret } from "./scram-exchange.ts";
import { startupParameters } from "./startup-parameters.ts";

/** What logging in depends on besides the roles of the cluster. */
export interface LoginRules {
  /** The one database there is. */
  readonly database: string;
  /** Secret of the cluster, see {@link mockSecret}. */
  readonly nonce: () => Buffer;
  /** How many connections a role has. */
  readonly connectionsOf: (role: string) => number;
}

export interface LoggedIn {
  readonly session: Session;
  /** What the client is told of the server's parameters. */
  readonly reported: readonly (readonly [name: string, value: string])[];
}

/** The parameters PostgreSQL 18 reports to its clients. */
const reportedNames = [
  "application_name",
  "client_encoding",
  "DateStyle",
  "default_transaction_read_only",
  "in_hot_standby",
  "integer_datetimes",
  "IntervalStyle",
  "is_superuser",
  "scram_iterations",
  "search_path",
  "server_encoding",
  "server_version",
  "session_authorization",
  "standard_conforming_strings",
  "TimeZone",
];

/**
 * Logs a client in as PostgreSQL does with `scram-sha-256` for everybody: first the password, whoever it is, then whether
 * the role may.
 *
 * @throws WireError to be told to the client
 */
export async function logIn(
  core: Core,
  dialogue: PasswordDialogue,
  given: ReadonlyMap<string, string>,
  rules: LoginRules,
): Promise<LoggedIn> {
  const user = given.get("user") ?? "";
  if (user === "") throw WireError.fatal("28000", "no PostgreSQL user name specified in startup packet");
  if (!/^(?:0|f|false|n|no|off)?$/i.test(given.get("replication") ?? "")) {
    throw WireError.fatal("0A000", "the embedded server has no replication");
  }
  const role = await readRole(core, user);
  // The bootstrap superuser is the gateway's own.
  const secret = user === "postgres" || role?.expired ? undefined : parseVerifier(role?.password ?? null);
  const proved = await checkPassword(dialogue, secret ?? mockSecret(user, rules.nonce()));
  if (!proved || secret === undefined || role === undefined) {
    throw WireError.fatal("28P01", `password authentication failed for user "${user}"`);
  }
  checkAccess(user, given.get("database") || user, role, rules);
  const session = new Session({ oid: role.oid, name: user }, startupParameters(given, role));
  const names = reportedNames.map(quoteLiteral).join(", ");
  const reported = await core.queue.run(async () => {
    await core.sessions.enter(session);
    return await core.backstage.ask(
      `SELECT name, current_setting(name) FROM unnest(ARRAY[${names}]) AS name`,
    );
  });
  return { session, reported: reported.map(([name, value]) => [name ?? "", value ?? ""] as const) };
}

async function readRole(core: Core, user: string): Promise<RoleOfLogin | undefined> {
  if (user.includes("\0")) return undefined;
  const rows = await core.queue.run(() => core.sessions.ask(selectRoleOfLogin(user)));
  return parseRoleOfLogin(rows[0]?.[0]);
}

function checkAccess(user: string, database: string, role: RoleOfLogin, rules: LoginRules): void {
  if (!role.mayLogIn) throw WireError.fatal("28000", `role "${user}" is not permitted to log in`);
  if (database !== rules.database) throw WireError.fatal("3D000", `database "${database}" does not exist`);
  if (!role.superuser && role.connectionLimit >= 0 && rules.connectionsOf(user) >= role.connectionLimit) {
    throw WireError.fatal("53300", `too many connections for role "${user}"`);
  }
  if (!role.mayConnect) {
    const detail = "User does not have CONNECT privilege.";
    throw WireError.fatal("42501", `permission denied for database "${database}"`, { detail });
  }
}
