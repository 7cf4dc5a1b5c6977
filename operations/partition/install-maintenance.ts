import type { ClientBase } from "pg";
import { createBookkeeping } from "../../sql/migration/create-bookkeeping.ts";
import {
  createMaintenance,
  maintenanceFunctions,
  readMaintenance,
} from "../../sql/partition/maintenance-functions.ts";

/** Leaves the functions there that jobs call between two updates, as this version has them; two sessions may do so at once. */
export async function installMaintenance(client: ClientBase): Promise<void> {
  const names = maintenanceFunctions.map(({ name }) => name);
  const { rows } = await client.query<{ name: string; body: string }>(readMaintenance, [names]);
  const there = new Map(rows.map(({ name, body }) => [name, body]));
  if (maintenanceFunctions.every(({ name, body }) => there.get(name) === body)) return;
  const create = maintenanceFunctions.map(createMaintenance).join(";\n");
  await client.query(createBookkeeping(create));
}
