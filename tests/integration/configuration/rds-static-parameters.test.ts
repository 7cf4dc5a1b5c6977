import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { isStatic } from "../../../configuration/rds/static-parameters.ts";
import { runCommand } from "../../../machine/run-command.ts";
import { needsPostgres, testPostgres } from "../../native/test-postgres.ts";

/** Read at the start, too, but RDS's own business: it lets nobody modify them (`IsModifiable` is false). */
const rdsOwn = new Set(
  `archive_mode bonjour bonjour_name cluster_name data_directory data_sync_retry dynamic_shared_memory_type event_source
  external_pid_file hba_file hot_standby huge_page_size huge_pages ident_file jit_provider listen_addresses
  logging_collector min_dynamic_shared_memory port recovery_target recovery_target_action recovery_target_inclusive
  recovery_target_lsn recovery_target_name recovery_target_time recovery_target_timeline recovery_target_xid
  reserved_connections shared_memory_type superuser_reserved_connections unix_socket_directories unix_socket_group
  unix_socket_permissions wal_decode_buffer_size wal_level wal_log_hints`.split(/\s+/),
);

describe("isStatic", () => {
  beforeEach(needsPostgres);

  it("says of PostgreSQL's parameters what PostgreSQL 17 says, but for the one that RDS makes static", async (context) => {
    context.skip(testPostgres().majorVersion !== 17, "needs PostgreSQL 17, whose parameters are listed");
    const answer = await runCommand(join(testPostgres().bin, "postgres"), ["--describe-config"], {
      timeout: 60_000,
    });
    if (!answer.ran) throw new Error("postgres --describe-config did not run");
    const described = answer.stdout
      .split("\n")
      .map((line) => line.split("\t"))
      .filter(([name = ""]) => name !== "" && !rdsOwn.has(name));
    expect(described.length).toBeGreaterThan(250);
    const differing = described
      .filter(([name = "", context]) => isStatic(name) !== (context === "postmaster"))
      .map(([name, context]) => `${name}: ${context}`);
    expect(differing).toEqual(["temp_file_limit: superuser"]);
  });
});
