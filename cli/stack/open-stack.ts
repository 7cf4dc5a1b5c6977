import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { readStackFile } from "../../settings/from-stack-file.ts";
import { stackFolder } from "../../settings/paths.ts";
import { readSettings } from "../../settings/read.ts";
import type { Settings } from "../../settings/settings.ts";
import type { Progress } from "../output/progress.ts";
import { findPulumi } from "../pulumi/find-pulumi.ts";
import { prepareWorkspace } from "../workspace/prepare-workspace.ts";
import { withRunLock } from "../workspace/run-lock.ts";
import { prepareAdminLogin } from "./admin-login.ts";
import type { OpenStack } from "./opened-stack.ts";

const execute = promisify(execFile);

/** Outputs of a stack are small; this is only not to be cut off. */
const maxOutputBytes = 64 * 1024 * 1024;

/**
 * Opens a stack: its settings checked before anything else happens, its environment prepared, a CLI found or built.
 * @throws UserError with every mistake in the settings, or without a CLI
 */
export async function openStack(name: string, progress?: Progress): Promise<OpenStack> {
  checkSettings(name);
  const environment = prepareWorkspace(name, (line) => progress?.note(line));
  // Read again: what `pulumi config set` changed has been carried into the file.
  const settings = checkSettings(name);
  const cli = await findPulumi(firstStays(progress));
  const folder = stackFolder(name);
  const env = { ...process.env, ...environment };
  const opened: OpenStack = {
    name,
    settings,
    cli,
    environment,
    folder,
    pulumi: (args) =>
      execute(cli.path, [...args, "--non-interactive"], { cwd: folder, env, maxBuffer: maxOutputBytes }),
    run: (mode, work) =>
      withRunLock(name, async () => {
        await prepareAdminLogin(opened, (line) => progress?.note(line));
        // Pulumi's SDK takes half a second to load, which mistakes in the settings and queries need not wait for.
        const { automationStack } = await import("./automation-stack.ts");
        return work(await automationStack(opened, mode));
      }),
  };
  return opened;
}

function checkSettings(name: string): Settings {
  return readSettings(name, readStackFile(name));
}

/** The first step is told for good, also where there is no terminal to show the next ones on: building takes minutes. */
function firstStays(progress: Progress | undefined): (text: string) => void {
  let told = false;
  return (text) => {
    if (told) progress?.step(text);
    else progress?.note(text);
    told = true;
  };
}
