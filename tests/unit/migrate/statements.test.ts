import { describe, expect, it } from "vitest";
import {
  readLockHolder,
  releaseMigrationLock,
  tryMigrationLock,
} from "../../../sql/migration/advisory-lock.ts";
import { createBookkeeping } from "../../../sql/migration/create-bookkeeping.ts";

describe("the migrations' lock", () => {
  it("has the same two keys wherever it is taken, given back or looked for", () => {
    expect(tryMigrationLock).toBe("SELECT pg_try_advisory_lock(1885827956, 1) AS locked");
    expect(releaseMigrationLock).toBe("SELECT pg_advisory_unlock(1885827956, 1)");
    expect(readLockHolder).toContain("l.classid = 1885827956::oid AND l.objid = 1::oid");
  });
});

describe("createBookkeeping", () => {
  it("takes a lock of its own before it creates", () => {
    expect(createBookkeeping("CREATE TABLE IF NOT EXISTS pgstack.t ()")).toBe(
      `SELECT pg_advisory_xact_lock(1885827956, 2);
  SELECT FROM pg_catalog.pg_namespace LIMIT 0;
  CREATE SCHEMA IF NOT EXISTS pgstack;
  COMMENT ON SCHEMA pgstack IS 'what pgstack remembers: applied migrations, loaded demo data';
  CREATE TABLE IF NOT EXISTS pgstack.t ()`,
    );
  });
});
