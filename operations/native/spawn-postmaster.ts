import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import type { SystemUser } from "../../machine/system-user.ts";
import type { NativeConfig } from "./native-config.ts";
import { programEnvironment } from "./programs.ts";
import type { OpenLog } from "./server-log.ts";
import { fixedSettings } from "./server-settings.ts";
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
