/** A parameter that something else decides. */
export interface OwnedParameter {
  readonly problem: string;
  readonly mend: string;
  /** Values that may be written all the same. @default none */
  allows?(value: string): boolean;
}

const isOn = (value: string) => ["1", "on", "true"].includes(value.toLowerCase());

/** Parameters that have a setting of their own, or that the rest relies on. */
const ownedParameters: Readonly<Record<string, OwnedParameter>> = {
  max_connections: { problem: "has a setting of its own", mend: "set pgstack:maxConnections" },
  "rds.force_ssl": {
    problem: "off lets passwords and data travel in clear",
    mend: "remove it: it is on",
    allows: isOn,
  },
  "rds.log_retention_period": {
    problem: "follows from pgstack:logRetention; CloudWatch keeps the log for that long",
    mend: "remove it",
  },
  timezone: { problem: "UTC here and in development, so that both say the same times", mend: "remove it" },
  log_statement: {
    problem: "without changes of the schema nobody can tell later who made them",
    mend: "use ddl, mod or all",
    allows: (value) => value !== "none",
  },
  log_min_duration_statement: {
    problem: "off, and slow statements go unseen",
    mend: "use milliseconds, such as 1000",
    allows: (value) => value !== "-1",
  },
  password_encryption: {
    problem: "md5 can be broken by whoever reads the hashes",
    mend: "remove it: it is scram-sha-256",
    allows: (value) => value === "scram-sha-256",
  },
  "rds.accepted_password_auth_method": {
    problem: "passwords of md5 would be taken",
    mend: "use scram, or remove it",
    allows: (value) => value === "scram",
  },
  max_wal_senders: { problem: "RDS has figures of its own for its replicas", mend: "remove it" },
  max_replication_slots: { problem: "RDS has figures of its own for its replicas", mend: "remove it" },
  autovacuum: {
    problem: "off, and the server stops when its transaction ids have run out",
    mend: "remove it: it is on",
    allows: isOn,
  },
  "cron.database_name": {
    problem: "jobs of all databases are scheduled in postgres, here and in development",
    mend: "remove it",
    allows: (value) => value === "postgres",
  },
};

/** Who decides a parameter with this value otherwise, and what to do; `undefined` where the value may be written. */
export function ownerOf(name: string, value: string): OwnedParameter | undefined {
  // Names are a user's: `constructor` is none of these.
  const owned = Object.hasOwn(ownedParameters, name) ? ownedParameters[name] : undefined;
  return owned?.allows?.(value) ? undefined : owned;
}
