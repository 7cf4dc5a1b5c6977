import type { Profile } from "../../settings/settings.ts";
import { inWords, MB } from "../amount.ts";
import type { Parameter } from "../parameter.ts";
import type { ParameterOptions } from "../parameter-options.ts";
import { group } from "./group.ts";

/**
 * Connections by profile. What one takes: RDS counts with 9,531,392 bytes (the default of its `max_connections`,
 * `LEAST({DBInstanceClassMemory/9531392},5000)`), which covers one that works; on a laptop most are idle in pools and take
 * about 3 MB. Past the most, more connections make a server slower, and a pooler serves more clients.
 */
const rules = {
  laptop: { each: 5 * MB, least: 40, most: 100 },
  other: { each: 9_531_392, least: 25, most: 200 },
} as const;

/** The rule of a profile; in bytes for each connection. */
export function connectionRule(profile: Profile) {
  return rules[profile === "laptop" ? "laptop" : "other"];
}

/** @returns not rounded, so that what is shared by the connections grows with memory */
export function connectionsAllowed({ profile, size, maxConnections }: ParameterOptions): number {
  if (maxConnections !== undefined) return maxConnections;
  const { each, least, most } = connectionRule(profile);
  return Math.min(Math.max(size.memory / each, least), most);
}

export function connections(options: ParameterOptions): Parameter[] {
  const allowed = Math.floor(connectionsAllowed(options));
  const { each, least, most } = connectionRule(options.profile);
  const why =
    options.maxConnections !== undefined
      ? "as asked for"
      : allowed === most
        ? `as many as profile ${options.profile} has; a pooler serves more clients better than more connections`
        : allowed === least
          ? "the least that an application and its tests get along with"
          : `one for every ${inWords(each)} of the ${inWords(options.size.memory)} of memory`;
  return group("connections", [
    ["max_connections", allowed, "restart", why, "memory", "profile"],
    ["superuser_reserved_connections", 3, "restart", "kept free for mending a server that is full"],
    ["password_encryption", "scram-sha-256", "reload", "the only kind of password that RDS should keep, too"],
    idleInTransaction(options),
    ...(options.majorVersion < 17
      ? []
      : ([
          ["allow_alter_system", "off", "reload", "as on RDS: the declaration decides, not ALTER SYSTEM"],
        ] as const)),
    ["TimeZone", "UTC", "reload", "as on RDS: the same times for everybody"],
  ]);
}

function idleInTransaction({ profile }: ParameterOptions) {
  const atDesk = profile === "laptop" || profile === "workstation";
  const why = atDesk
    ? "a psql left open over lunch no longer keeps vacuum from old rows and locks from others"
    : "a client that hangs gives back its locks; the slowest honest transaction works all the while";
  return ["idle_in_transaction_session_timeout", atDesk ? "1h" : "10min", "reload", why, "profile"] as const;
}
