import { log } from "@pulumi/pulumi";
import { LocalPostgres } from "../components/server/local-postgres.ts";
import { ownImageMajor } from "../components/server/own-image.ts";
import type { PostgresServer } from "../components/server/postgres-server.ts";
import { ownImage } from "../settings/keys/image.ts";
import type { RememberedServer } from "../settings/remembered-server.ts";
import { mayReplaceData } from "../settings/replace-data.ts";
import type { Settings } from "../settings/settings.ts";
import { checkDocker } from "./choice/check-docker.ts";

/** The Docker server, after everything that can be known beforehand was looked at. */
export async function dockerServer(
  settings: Settings,
  choice: RememberedServer,
): Promise<{ server: PostgresServer; remember: Partial<RememberedServer> }> {
  const { stack, image, database, adminUser, memory } = settings;
  const { port, name = "", dockerHost = "" } = choice;
  const checked = await checkDocker(settings, choice);
  for (const line of checked.warnings) await log.warn(line);
  const majorVersion = image === ownImage ? ownImageMajor : checked.majorVersion;
  // What an image is found to be later must never replace the data: only whoever says so does.
  const made = `${adminUser} ${database} ${majorVersion}`;
  const dataVersion = mayReplaceData() ? made : (choice.dataVersion ?? made);
  const server = new LocalPostgres("server", {
    stack,
    dockerName: name,
    dockerHost,
    image,
    majorVersion,
    dataVersion,
    port,
    database,
    adminUser,
    memory,
  });
  return { server, remember: { dataVersion } };
}
