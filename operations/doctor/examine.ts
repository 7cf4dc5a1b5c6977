import type { Settings } from "../../settings/settings.ts";
import { checkDocker, checkNativePostgres } from "./checks/docker.ts";
import { checkLocalState } from "./checks/local-state.ts";
import { checkNode } from "./checks/node.ts";
import { checkOwnPlugIn, checkPlugIns } from "./checks/plug-ins.ts";
import { checkLanguageHost, checkPulumi, type FoundCli } from "./checks/pulumi.ts";
import { checkDisk, checkMemory } from "./checks/resources.ts";
import { checkServer } from "./checks/server.ts";
import type { Finding } from "./finding.ts";

/** What is known before the checks are made. */
export interface Examined {
  /** The stack's settings, or what is wrong with them. */
  readonly settings: Settings | Error;
  /** The CLI that was found without building one. */
  readonly cli: FoundCli | undefined;
}

/** What this machine has and lacks for the dev stack; all checks run side by side. */
export async function examine({ settings, cli }: Examined): Promise<Finding[]> {
  const always = [
    checkNode(),
    checkPulumi(cli),
    checkOwnPlugIn(),
    checkLanguageHost(),
    checkPlugIns(),
    checkDocker(),
    checkNativePostgres(),
    checkLocalState(),
  ];
  if (settings instanceof Error) {
    const [first = "", ...rest] = settings.message.split("\n");
    const wrong: Finding = {
      name: "Settings",
      level: "fail",
      found: first,
      mend: rest.map((line) => line.trim()).join("\n"),
    };
    return [...(await Promise.all(always)), wrong];
  }
  const valid: Finding = { name: "Settings", level: "ok", found: `valid for stack ${settings.stack}` };
  const [machine, server] = await Promise.all([
    Promise.all([...always, valid, checkDisk(settings), checkMemory(settings)]),
    checkServer(settings),
  ]);
  return [...machine, ...server];
}
