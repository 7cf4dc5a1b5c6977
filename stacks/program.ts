import { getStack } from "@pulumi/pulumi";
import { Database } from "../components/database/database.ts";
import { database as declaredDatabase } from "../model/database.ts";
import type { DatabaseModel } from "../model/database-model.ts";
import { withRotation } from "../model/with-rotation.ts";
import type { StackOutputs } from "../packages/client/stack-outputs.ts";
import { settingsFromPulumi } from "../settings/from-pulumi.ts";
import { rotationsOf } from "../settings/rotations.ts";
import type { Settings } from "../settings/settings.ts";
import { devServer } from "./dev.ts";
import { stackOutputs } from "./outputs.ts";
import type { OutputsOf } from "./outputs-of.ts";

/**
 * The Pulumi program: a server by environment, and the same database inside. A function that is called for each run: a
 * module's body runs once a process, and a second run that declares nothing would delete the stack.
 */
export async function program(): Promise<OutputsOf<StackOutputs>> {
  const settings = settingsFromPulumi(getStack());
  const model = withRotation(declaredDatabase(settings), rotationsOf(settings.stack).passwords);
  const chosen = await serverOf(settings, model);
  const { demoData, indexBuilds } = settings;
  const database = new Database("database", {
    server: chosen.server,
    makeObjects: chosen.makeObjects,
    model,
    migrationsFolder: "migrations",
    indexBuilds,
    demoData,
  });
  return stackOutputs(chosen, model, database);
}

/** Each environment's modules are loaded when it is asked for: AWS's SDK is large. */
async function serverOf(settings: Settings, model: DatabaseModel) {
  if (settings.production === undefined) return devServer(settings, model);
  const { prodServer } = await import("./prod.ts");
  return prodServer(settings, settings.production, model);
}
