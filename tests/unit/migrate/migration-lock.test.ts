import type { ClientBase } from "pg";
import { describe, expect, it } from "vitest";
import { withMigrationLock } from "../../../operations/migrate/migration-lock.ts";
import {
  readLockHolder,
  releaseMigrationLock,
  tryMigrationLock,
} from "../../../sql/migration/advisory-lock.ts";

describe("withMigrationLock", () => {
  it("works under the lock and gives it back", async () => {
    const { client, statements } = server([true]);
    expect(await withMigrationLock(client, { waitMs: 0 }, async () => statements.push("work"))).toBe(2);
    expect(statements).toEqual([tryMigrationLock, "work", releaseMigrationLock]);
  });

  it("gives it back when the work fails", async () => {
    const { client, statements } = server([true]);
    await expect(
      withMigrationLock(client, { waitMs: 0 }, () => Promise.reject(new Error("no"))),
    ).rejects.toThrow("no");
    expect(statements).toEqual([tryMigrationLock, releaseMigrationLock]);
  });

  it("asks again until it is free, and says once whom it waits for", async () => {
    const { client, statements } = server([false, false, true]);
    const waits: string[] = [];
    const onWait = (holder: string) => waits.push(holder);
    expect(await withMigrationLock(client, { waitMs: 10_000, onWait }, async () => "done")).toBe("done");
    expect(waits).toEqual([
      "pid 7 (pgstack, user mcp_admin from 127.0.0.1, connected since 2026-01-01T00:00:00.000Z)",
    ]);
    expect(statements).toEqual([
      tryMigrationLock,
      readLockHolder,
      tryMigrationLock,
      tryMigrationLock,
      releaseMigrationLock,
    ]);
  });

  it("names the holder when it is not to be had in time, and neither works nor gives anything back", async () => {
    const { client, statements } = server([]);
    await expect(
      withMigrationLock(client, { waitMs: 120 }, async () => statements.push("work")),
    ).rejects.toThrow(
      "migrations: other migrations are running: the lock is held by pid 7 (pgstack, user mcp_admin from 127.0.0.1, connected since 2026-01-01T00:00:00.000Z)\n" +
        "  Wait until they are done; or, if they are stuck, end that session: SELECT pg_terminate_backend(<pid>).",
    );
    expect(statements).not.toContain("work");
    expect(statements).not.toContain(releaseMigrationLock);
  });
});

/** Stands in for a connection: answers the tries one after the other, then says no for ever. */
function server(answers: boolean[]): { client: ClientBase; statements: string[] } {
  const statements: string[] = [];
  const holder = {
    pid: 7,
    application_name: "pgstack",
    user_name: "mcp_admin",
    client_address: "127.0.0.1",
    connected_since: new Date("2026-01-01T00:00:00Z"),
  };
  const query = async (statement: string) => {
    statements.push(statement);
    if (statement === tryMigrationLock) return { rows: [{ locked: answers.shift() ?? false }] };
    return { rows: statement === readLockHolder ? [holder] : [] };
  };
  return { client: { query } as unknown as ClientBase, statements };
}
