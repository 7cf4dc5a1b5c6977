import { mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../errors/user-error.ts";
import type { SystemUser } from "../../machine/system-user.ts";
import { superuser } from "../../model/service-roles.ts";
import { writeDataMarker } from "./data-marker.ts";
import { draftFor, removeAbandoned } from "./drafts.ts";
import { installExtensions } from "./install-extensions.ts";
import type { NativeConfig } from "./native-config.ts";
import { majorOf, runProgram } from "./programs.ts";
import { giveTo } from "./server-user.ts";
import { startError } from "./start-error.ts";

/**
 * Makes the data of a new server in its folder, whose parent is there. It is made in a draft beside it and then renamed,
 * so that a start that is killed leaves none.
 *
 * @param version of the programs, e.g. `17.6`
 * @throws UserError that says why it cannot be made
 */
export async function makeData(
  config: NativeConfig,
  version: string,
  user: SystemUser | undefined,
): Promise<void> {
  const { bin, dataFolder } = config;
  const draft = draftFor(dataFolder);
  const data = join(draft, "data");
  try {
    await removeAbandoned(dataFolder);
    mkdirSync(draft, { mode: 0o700 });
    giveTo(user, draft);
    const said = (await initialise(bin, version, data, user)) ?? (await installExtensions(bin, data, user));
    if (said !== undefined) throw startError(config, said);
    giveTo(user, writeDataMarker(data, { madeBy: "pgstack", superuser }));
    renameSync(data, dataFolder);
  } catch (error) {
    throw UserError.isInstance(error) ? error : startError(config, (error as Error).message, error);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Runs initdb; what it says when it fails. The superuser has no password. */
async function initialise(
  bin: string,
  version: string,
  data: string,
  user: SystemUser | undefined,
): Promise<string | undefined> {
  // Nobody gets in by the rules that it writes: the server is started with others.
  const common = ["-D", data, "-U", superuser, "--auth=reject"];
  // From 17 on PostgreSQL brings C.UTF-8 itself, so that an update of the C library cannot change the order of text.
  const builtIn = majorOf(version) >= 17 ? ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] : [];
  const run = (locale: string) =>
    runProgram(
      bin,
      "initdb",
      [
        ...common,
        "--encoding=UTF8",
        "--data-checksums",
        "--no-instructions",
        `--locale=${locale}`,
        ...builtIn,
      ],
      user,
    );
  const first = await run("C.UTF-8");
  // A system without that locale, as older versions of macOS are.
  const { ok, stderr } =
    !first.ok && builtIn.length > 0 && /invalid locale/.test(first.stderr) ? await run("C") : first;
  return ok ? undefined : stderr;
}
