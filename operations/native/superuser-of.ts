import { formatSuperuserReference, type SuperuserReference } from "../../db/superuser/superuser-reference.ts";
import type { NativeConfig } from "./native-config.ts";

/** How the superuser of a native server is reached. */
export function superuserOf({
  bin,
  socketFolder,
  port,
}: Pick<NativeConfig, "bin" | "socketFolder" | "port">): SuperuserReference {
  return formatSuperuserReference({ kind: "socket", bin, folder: socketFolder, port });
}
