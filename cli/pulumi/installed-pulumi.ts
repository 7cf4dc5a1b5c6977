import { accessSync, constants, readFileSync, realpathSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join, sep } from "node:path";
import { projectRoot } from "../../settings/paths.ts";

/** An executable that may be a Pulumi CLI, and where it was found, for people. */
export interface InstalledPulumi {
  readonly path: string;
  readonly source: string;
}

/**
 * Releases of the Pulumi CLI on this machine, the one to prefer first: on PATH, where its installer puts it, and where
 * the npm package `pulumi` does. That package's own command is passed over: it downloads a release when it is run.
 */
export function installedPulumis(root: string = projectRoot): InstalledPulumi[] {
  const name = process.platform === "win32" ? "pulumi.exe" : "pulumi";
  const home = join(homedir(), ".pulumi");
  const npmVersion = process.env.PULUMI_VERSION ?? versionOfPackage(join(root, "node_modules", "pulumi"));
  const folders = [
    ...(process.env.PATH ?? "").split(delimiter).map((folder) => ({ folder, source: "on PATH" })),
    { folder: join(home, "bin"), source: "where its installer puts it" },
    ...(npmVersion === undefined
      ? []
      : [
          {
            folder: join(process.env.PULUMI_HOME || home, "versions", npmVersion, "bin"),
            source: "downloaded by the npm package pulumi",
          },
        ]),
  ];
  return folders
    .filter(({ folder }) => folder !== "")
    .map(({ folder, source }) => ({ path: join(folder, name), source }))
    .filter(({ path }) => isExecutable(path))
    .map(({ path, source }) => ({ path: realpathSync(path), source }))
    .filter(({ path }) => !path.split(sep).includes("node_modules"));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function versionOfPackage(folder: string): string | undefined {
  try {
    return (JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string }).version;
  } catch {
    return undefined;
  }
}
