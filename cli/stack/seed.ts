import { withConnection } from "../../db/with-connection.ts";
import { seed } from "../../operations/seed/seed.ts";
import { readStackFile } from "../../settings/from-stack-file.ts";
import { readSettings } from "../../settings/read.ts";
import { requireDevelopment } from "../../settings/require-development.ts";
import type { DemoDataSettings } from "../../settings/settings.ts";
import { duration } from "../output/engine-text.ts";
import { openSpinner } from "../output/spinner.ts";
import { openStack } from "./open-stack.ts";
import { readOutputs } from "./read-outputs.ts";
import { roleTarget } from "./role-target.ts";

export interface SeedOptions {
  readonly stack: string;
  /** @default the stack's setting */
  readonly scale?: number;
  /** @default the stack's setting */
  readonly seed?: number;
  readonly json?: boolean;
}

/** Loads demo data in place of the demo data there, and says how the stack's settings compare. */
export async function seedStack(options: SeedOptions): Promise<void> {
  const began = Date.now();
  requireDevelopment(
    readSettings(options.stack, readStackFile(options.stack)),
    () => "Demo data is for a stack of another name, such as dev: production holds its own.",
  );
  const opened = await openStack(options.stack);
  const outputs = await readOutputs(opened);
  const declared = opened.settings.demoData ?? { scale: 1, seed: 42 };
  const recipe = { scale: options.scale ?? declared.scale, seed: options.seed ?? declared.seed };
  const { target } = roleTarget(outputs, options.stack, outputs.admin.user);
  const spinner = openSpinner(process.stderr);
  const { changed, rows } = await withConnection(target, "pgstack seed", (client) =>
    seed({
      client,
      schema: "commerce",
      ...recipe,
      onProgress: ({ table, rows: sent, total }) =>
        spinner.show(`${table}: ${sent.toLocaleString("en")} of ${total.toLocaleString("en")} rows`),
    }),
  ).finally(() => spinner.stop());
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ changed, rows, ...recipe })}\n`);
    return;
  }
  for (const [table, count] of Object.entries(rows))
    process.stdout.write(`  ${table.padEnd(12)} ${count.toLocaleString("en").padStart(10)} rows\n`);
  process.stdout.write(
    changed ? `loaded in ${duration(Date.now() - began)}\n` : "the same demo data was there already\n",
  );
  process.stdout.write(comparison(opened.settings.demoData, recipe));
}

/** How what was loaded compares with what the stack declares. */
function comparison(declared: DemoDataSettings | undefined, recipe: DemoDataSettings): string {
  if (declared === undefined) return "The stack declares no demo data: pgstack:demoData is false.\n";
  if (recipe.scale === declared.scale && recipe.seed === declared.seed) return "";
  return (
    `The stack declares scale ${declared.scale} and seed ${declared.seed}: an \`up --refresh\` loads that again. ` +
    "To keep this, set pgstack:demoScale and pgstack:demoSeed.\n"
  );
}
