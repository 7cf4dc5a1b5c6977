import { compare, type ParityItem } from "./parity-item.ts";
import type { ServerFacts } from "./server-facts.ts";

/** What the servers are, item by item. Where dev's kind lacks something that no setting gives it, that is its nature. */
export function compareServers(dev: ServerFacts, prod: ServerFacts): ParityItem[] {
  const lacks = (what: string) => `the ${dev.kind} server has no ${what}`;
  const yes = (has: boolean) => (has ? "yes" : "no");
  return [
    version(dev, prod),
    compare(
      "server",
      "collation",
      dev.collation,
      prod.collation,
      "text is compared and sorted by it: ORDER BY, ranges, LIKE by an index",
    ),
    compare(
      "server",
      "time zone",
      dev.timeZone,
      prod.timeZone,
      "now()::date and timestamps without a zone mean it",
    ),
    compare(
      "server",
      "TLS required",
      yes(dev.tls),
      yes(prod.tls),
      "a client without TLS is refused",
      dev.tls ? undefined : lacks("TLS"),
    ),
    compare(
      "server",
      "administrator",
      administrator(dev),
      administrator(prod),
      "what RDS refuses its administrator has to be refused",
      dev.superuser ? `the ${dev.kind} server's administrator can do what RDS refuses` : undefined,
    ),
    compare(
      "server",
      "logins by IAM",
      yes(dev.iam),
      yes(prod.iam),
      "how roles of IAM log in",
      dev.iam ? undefined : "no server on this machine has IAM: those roles have a generated password",
    ),
    compare(
      "server",
      "jobs by the server",
      yes(dev.scheduledJobs),
      yes(prod.scheduledJobs),
      "pg_cron runs what the model schedules",
      dev.scheduledJobs ? undefined : lacks("pg_cron: what is scheduled does not run"),
    ),
    compare(
      "server",
      "sessions side by side",
      yes(dev.concurrentSessions),
      yes(prod.concurrentSessions),
      "locks and transactions of several connections",
      dev.concurrentSessions ? undefined : "all connections of the embedded server share one session",
    ),
  ];
}

function administrator({ superuser }: ServerFacts): string {
  return superuser ? "superuser" : "rds_superuser";
}

/** The embedded server is newer than what production may have: that is what it is. Others are chosen. */
function version(dev: ServerFacts, prod: ServerFacts): ParityItem {
  const shown = (facts: ServerFacts) => String(facts.majorVersion ?? "as this machine has it");
  const nature =
    dev.majorVersion === undefined
      ? "which PostgreSQL the native server has is known after the first up"
      : dev.kind === "embedded"
        ? `the embedded server is PostgreSQL ${dev.majorVersion}: what only that version knows fails in production`
        : undefined;
  return compare(
    "server",
    "major version",
    shown(dev),
    shown(prod),
    "SQL that one version knows and the other does not; plans",
    nature,
  );
}
