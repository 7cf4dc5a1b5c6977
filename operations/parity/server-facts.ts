import { databaseLocale } from "../../model/database-locale.ts";
import type { ProductionServerKind } from "../../settings/production/production-settings.ts";
import type { ServerKind } from "../../settings/settings.ts";

/** What parity knows of a kind of server: the same that its component says, as a test holds. */
export interface ServerFacts {
  readonly kind: ServerKind | ProductionServerKind;
  /** PostgreSQL's; absent where the machine decides and nothing is there yet. */
  readonly majorVersion?: number;
  /** Collation that the database is made with, in which text is compared and sorted. */
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
  collation: databaseLocale.collation,
  timeZone: "UTC",
  tls: true,
  superuser: false,
  scheduledJobs: true,
  concurrentSessions: true,
  hasParameters: true,
} as const;

/** The database layer makes the database with its own collation, whatever the server's others have; the embedded server has that one. */
export const serverFacts: Readonly<Record<ServerFacts["kind"], Omit<ServerFacts, "majorVersion">>> = {
  docker: { ...real, kind: "docker", iam: false },
  native: { ...real, kind: "native", iam: false },
  embedded: {
    kind: "embedded",
    collation: databaseLocale.collation,
    timeZone: "UTC",
    tls: false,
    superuser: true,
    iam: false,
    scheduledJobs: false,
    concurrentSessions: false,
    hasParameters: false,
  },
  rds: { ...real, kind: "rds", iam: true },
  aurora: { ...real, kind: "aurora", iam: true },
};
