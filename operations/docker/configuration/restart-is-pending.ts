import { superuserRows } from "../../../db/superuser/superuser-rows.ts";
import { findContainer } from "../../../machine/docker/container.ts";
import type { ConfigurationPlace } from "./place.ts";

const query = "SELECT count(*)::int AS pending FROM pg_settings WHERE pending_restart";

/** Whether the server runs with older static parameters than are written: of an update that was cut short in between. */
export async function restartIsPending({
  dockerHost,
  container,
}: Pick<ConfigurationPlace, "dockerHost" | "container">): Promise<boolean> {
  const found = await findContainer(dockerHost, container);
  if (found?.status !== "running" || found.health !== "healthy") return false;
  const [row] = await superuserRows<{ pending: number }>(`docker:${container}@${dockerHost}`, query);
  return (row?.pending ?? 0) > 0;
}
