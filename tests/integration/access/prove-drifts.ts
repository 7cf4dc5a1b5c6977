import type { ClientBase } from "pg";
import { expect } from "vitest";
import { checkAccess } from "../../../operations/access/check-access.ts";
import { fixAccess } from "../../../operations/access/fix-access.ts";
import { accessModel } from "./access-model.ts";
import type { Drift } from "./drifts.ts";

/** A server with an administrator and, beside it or the same, a superuser. */
export interface AccessServer {
  readonly admin: ClientBase;
  readonly superuser: ClientBase;
  /** Whether both are one. */
  readonly adminIsSuperuser: boolean;
}

export async function foundKeys(client: ClientBase): Promise<string[]> {
  const { findings } = await checkAccess(client, accessModel);
  return findings.map(({ key }) => key).sort();
}

/** Changes by hand, finds exactly that, mends it but for what is left to others, and has everything as it was. */
export async function proveDrift(server: AccessServer, drift: Drift): Promise<void> {
  const { admin, superuser, adminIsSuperuser } = server;
  const hand = drift.by === "superuser" ? superuser : admin;
  try {
    for (const sql of drift.sql) await hand.query(sql);
    expect(await foundKeys(admin)).toEqual(drift.found);

    const left = adminIsSuperuser ? drift.left?.superuser : drift.left?.admin;
    const { after } = await fixAccess(admin, accessModel);
    expect(after.findings.map(({ key }) => key).sort()).toEqual(left ?? []);
  } finally {
    for (const sql of drift.undo ?? []) await hand.query(sql);
  }
  expect(await foundKeys(admin)).toEqual([]);
}
