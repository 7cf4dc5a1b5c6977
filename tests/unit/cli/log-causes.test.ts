import { describe, expect, it } from "vitest";
import { logCause } from "../../../cli/output/log-causes.ts";

/** Lines of PostgreSQL 17 and of the image's scripts, and what they mean. */
const logs: readonly (readonly [line: string, means: string])[] = [
  [
    '2026-11-21 06:10:06.654 UTC [28] FATAL:  could not extend file "base/1/2691": No space left on device',
    "There is no space left on the disk: make room, then run it again.",
  ],
  [
    "2026-11-21 06:29:28.815 UTC [1] DETAIL:  The data directory was initialized by PostgreSQL version 16, which is not compatible with this version 17.11 (Debian 17.11-0+deb13u1).",
    "The data is of another major version: set pgstack:image to one of PostgreSQL 16.",
  ],
  [
    "docker-entrypoint: POSTGRES_PASSWORD_FILE: /run/pgstack/admin.password cannot be read",
    "The file of the password was not there: `npx pgstack destroy`, then `up`, makes both anew.",
  ],
  [
    'LOG:  unrecognized configuration parameter "no_such_setting" in file "/var/lib/postgresql/data/postgresql.conf" line 841',
    'The server does not know the setting "no_such_setting".',
  ],
  [
    "run-replica: /etc/pgstack/replica-1/replicator.key cannot be read by user id 101",
    "A file of its configuration is missing: run `npx pgstack up` again, which writes it.",
  ],
  [
    "run-server: another container runs on /var/lib/postgresql/data/17",
    "Another container has its data: end that one, which `docker ps` shows; then run it again.",
  ],
  [
    "2026-11-21 06:29:28 UTC::@:[28]:FATAL:  recovery aborted because of insufficient parameter settings",
    "The replica has lower limits than its primary had: run `npx pgstack up` again, which sets them.",
  ],
];

describe("logCause", () => {
  it.each(logs)("knows: %s", (line, means) => {
    expect(logCause(["LOG:  starting", line, "Aborted"])).toBe(means);
  });

  it("says nothing of an end that shows nothing", () => {
    expect(logCause(["LOG:  database system is shut down"])).toBeUndefined();
  });
});
