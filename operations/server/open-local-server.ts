import type { RememberedServer } from "../../settings/remembered-server.ts";
import type { ServerKind, Settings } from "../../settings/settings.ts";
import { dockerServer } from "./docker-server.ts";
import { embeddedServer } from "./embedded-server.ts";
import type { LocalServer } from "./local-server.ts";
import { nativeServer } from "./native-server.ts";

const kinds: Readonly<Record<ServerKind, (remembered: RememberedServer, settings: Settings) => LocalServer>> =
  { docker: dockerServer, native: nativeServer, embedded: embeddedServer };

/** The server a stack was given, for what needs no Pulumi; nothing is asked or started yet. */
export function openLocalServer(remembered: RememberedServer, settings: Settings): LocalServer {
  return kinds[remembered.kind](remembered, settings);
}
