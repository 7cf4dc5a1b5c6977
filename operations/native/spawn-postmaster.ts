import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import type { SystemUser } from "../../machine/system-user.ts";
import { configurationFolder } from "./configuration-files.ts";
import { host, type NativeConfig } from "./native-config.ts";
import { programEnvironment } from "./programs.ts";
import type { OpenLog } from "./server-log.ts";
import { runAs } from "./server-user.ts";

/** Starts the server's first process, which outlives this one. */
export function spawnPostmaster(
  config: NativeConfig,
  user: SystemUser | undefined,
  log: OpenLog,
): ChildProcess {
  return spawn(join(config.bin, "postgres"), ["-D", config.dataFolder, ...fixedSettings(config)], {
    ...runAs(user),
    detached: true,
    cwd: "/",
    env: programEnvironment(),
    stdio: ["ignore", log.descriptor, log.descriptor],
  });
}

/** What neither its configuration nor ALTER SYSTEM may change: the start would look for the server in vain. */
function fixedSettings({ dataFolder, port, socketFolder }: NativeConfig): string[] {
  const folder = configurationFolder(dataFolder);
  return [
    `config_file=${join(folder, "postgresql.conf")}`,
    `hba_file=${join(folder, "pg_hba.conf")}`,
    `port=${port}`,
    `listen_addresses=${host}`,
    `unix_socket_directories="${socketFolder.replaceAll('"', '""')}"`,
    "unix_socket_permissions=0700",
    "logging_collector=off",
  ].flatMap((set) => ["-c", set]);
}
