import { getStack } from "@pulumi/pulumi";
import { Database } from "../components/database/database.ts";
import { database as declaredDatabase } from "../model/database.ts";
import { withRotation } from "../model/with-rotation.ts";
import type { StackOutputs } from "../packages/client/stack-outputs.ts";
import { settingsFromPulumi } from "../settings/from-pulumi.ts";
import { requireDevelopment } from "../settings/production.ts";
import { rotationsOf } from "../settings/rotations.ts";
import { devServer } from "./dev.ts";
import { type OutputsOf, stackOutputs } from "./outputs.ts";

/**
 * The Pulumi program: a server by environment, and the same database inside. A function that is called for each run: a
 * module's body runs once a process, and a second run that declares nothing would delete the stack.
 */
export async function program(): Promise<OutputsOf<StackOutputs>> {
  const settings = settingsFromPulumi(getStack());
  requireDevelopment(settings.environment);
  const model = withRotation(declaredDatabase(settings), rotationsOf(settings.stack).passwords);
  const chosen = await devServer(settings, model);
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
