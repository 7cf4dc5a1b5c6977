import type { ProductionServerKind } from "../../settings/production/production-settings.ts";
import type { ServerKind } from "../../settings/settings.ts";

/** What parity knows of a kind of server: the same that its component says, as a test holds. */
export interface ServerFacts {
  readonly kind: ServerKind | ProductionServerKind;
  /** PostgreSQL's; absent where the machine decides and nothing is there yet. */
  readonly majorVersion?: number;
  /** Collation of the database, in which text is compared and sorted. */
  readonly collation: string;
  readonly timeZone: string;
  /** A connection without TLS is refused. */
  readonly tls: boolean;
  /** The administrator is a superuser. */
  readonly superuser: boolean;
  readonly iam: boolean;
  /** It has pg_cron. */
  readonly scheduledJobs: boolean;
  readonly concurrentSessions: boolean;
  /** Its parameters are computed from settings. */
  readonly hasParameters: boolean;
}

const real = {
  timeZone: "UTC",
  tls: true,
  superuser: false,
  scheduledJobs: true,
  concurrentSessions: true,
  hasParameters: true,
} as const;

/** Collations: of images/postgres and of initdb here; of RDS, whose databases are made with en_US.UTF-8 (RDS user guide,
 * "Collations supported in RDS for PostgreSQL", 2026-11). */
export const serverFacts: Readonly<Record<ServerFacts["kind"], Omit<ServerFacts, "majorVersion">>> = {
  docker: { ...real, kind: "docker", collation: "C.UTF-8", iam: false },
  native: { ...real, kind: "native", collation: "C.UTF-8", iam: false },
  embedded: {
    kind: "embedded",
    collation: "C",
    timeZone: "UTC",
    tls: false,
    superuser: true,
    iam: false,
    scheduledJobs: false,
    concurrentSessions: false,
    hasParameters: false,
  },
  rds: { ...real, kind: "rds", collation: "en_US.UTF-8", iam: true },
  aurora: { ...real, kind: "aurora", collation: "en_US.UTF-8", iam: true },
};
