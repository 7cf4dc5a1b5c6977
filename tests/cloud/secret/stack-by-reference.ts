import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LocalWorkspace, type OutputMap, PulumiCommand, Stack } from "@pulumi/pulumi/automation/index.js";
import { SemVer } from "semver";
import { findPulumi } from "../../../cli/pulumi/find-pulumi.ts";
import { pulumiEnvironment } from "../../../cli/workspace/pulumi-environment.ts";
import { Database } from "../../../components/database/database.ts";
import { objectsByProvider } from "../../../components/database/objects-by-provider.ts";
import type { DatabaseModel } from "../../../model/database-model.ts";
import { adminLoginFile, projectRoot, stackFolder, toProject } from "../../../settings/paths.ts";
import { type ByReferenceArgs, ByReferenceServer } from "./by-reference-server.ts";

/** Not asked for its version, as in cli/stack/automation-stack.ts. */
const Command = PulumiCommand as unknown as new (command: string, version: SemVer) => PulumiCommand;

/** A stack of the database alone, on a server that is there, with state of its own. */
export interface StackByReference {
  readonly name: string;
  readonly stack: Stack;
  /** File with the certificates that the plug-in postgresql trusts. */
  readonly trusted: string;
  /** What is declared from now on. */
  declare(model: DatabaseModel): void;
  remove(): void;
}

export async function stackByReference(
  server: ByReferenceArgs,
  environment: Readonly<Record<string, string>>,
): Promise<StackByReference> {
  const cli = await findPulumi();
  const folder = mkdtempSync(join(tmpdir(), "pgstack-by-reference-"));
  mkdirSync(join(folder, "state"));
  // Of this process alone: the file with the login is in the stack's folder of this checkout.
  const name = `by-reference-${process.pid}`;
  // As in a checkout, where `pgstack` runs Pulumi in the stack's folder, below the project. Our plug-in is in this project, and the
  // engine starts the others in that one: the same path begins at both.
  const workDir = stackFolder(name, folder);
  const caFile = toProject(join(stackFolder(name), "tls", "ca.crt"));
  for (const root of [projectRoot, folder]) {
    mkdirSync(join(stackFolder(name, root), "tls"), { recursive: true });
    copyFileSync(server.caFile, join(root, caFile));
  }
  writeFileSync(
    join(folder, "Pulumi.yaml"),
    `name: by-reference\nruntime: nodejs\nplugins:\n  providers:\n    - name: pgstack\n      path: ${JSON.stringify(join(projectRoot, "provider/bin"))}\n`,
  );
  let model: DatabaseModel = { extensions: [], roles: [], schemas: [] };
  const workspace = await LocalWorkspace.create({
    program: async (): Promise<OutputMap> => {
      new Database("database", {
        server: new ByReferenceServer("server", { ...server, caFile }),
        model,
        makeObjects: objectsByProvider,
        migrationsFolder: "migrations",
      });
      return {};
    },
    workDir,
    pulumiCommand: new Command(cli.path, new SemVer(cli.version)),
    envVars: {
      ...environment,
      // As cli/workspace/pulumi-environment.ts has it for stack prod.
      PGPASSFILE: adminLoginFile(name),
      PGPASSWORD: "",
      PULUMI_BACKEND_URL: `file://${join(folder, "state")}?metadata=skip`,
      PULUMI_CONFIG_PASSPHRASE: "by-reference",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      NODE_COMPILE_CACHE: pulumiEnvironment("dev").NODE_COMPILE_CACHE ?? "",
    },
  });
  const stack = await Stack.createOrSelect(name, workspace);
  return {
    name,
    stack,
    trusted: join(folder, caFile),
    declare: (declared) => {
      model = declared;
    },
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
      rmSync(stackFolder(name), { recursive: true, force: true });
    },
  };
}
