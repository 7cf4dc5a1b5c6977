import type { ClientBase } from "pg";
import { UserError } from "../../errors/user-error.ts";
import { catalogDifference, differenceLines, isEqual } from "../catalog/catalog-difference.ts";
import { describeSchema } from "../catalog/describe-schema.ts";
import { type ScratchPlace, type Surroundings, withScratchDatabase } from "../scratch/scratch-database.ts";
import { applyAll, type MigratedSchema, runPlain } from "./apply-all.ts";
import { type Migration, migrationLabel } from "./migration.ts";

export interface VerifyOptions {
  readonly place: ScratchPlace;
  /** All schemas, in the order they are made. */
  readonly schemas: readonly MigratedSchema[];
  /** The schema to verify; those before it are only made. @default all */
  readonly only?: string;
  readonly surroundings: Omit<Surroundings, "schemas">;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (
    progress: VerifiedMigration | { readonly label: string; readonly schema: string },
  ) => void;
}

/** What became of one migration. */
export interface VerifiedMigration {
  readonly schema: string;
  readonly label: string;
  readonly result: "identical" | "different" | "refused" | "not tried";
  readonly durationMs: number;
  /** After which step the catalog differs, or what was refused. */
  readonly step?: "up" | "down" | "second up";
  /** The difference, `-` for what is missing and `+` for what is too many; or the server's words. */
  readonly lines?: readonly string[];
}

type Outcome = Pick<VerifiedMigration, "result" | "step" | "lines">;

/**
 * Runs every migration up, down and up again in a scratch database, and holds the catalogs against each other: after
 * each down it has to be what it was before, after the second up what it was after the first. What follows one that
 * fails is not tried.
 */
export async function verifyMigrations(options: VerifyOptions): Promise<VerifiedMigration[]> {
  const { place, schemas, only, signal, onProgress } = options;
  const surroundings = {
    ...options.surroundings,
    schemas: schemas.map(({ schema, owner }) => ({ name: schema, owner })),
  };
  const results: VerifiedMigration[] = [];
  await withScratchDatabase({ place, surroundings, signal }, async (client) => {
    for (const schema of schemas) {
      if (only !== undefined && schema.schema !== only) {
        await applyAll(client, schema, signal);
        continue;
      }
      for (const file of schema.files) {
        const place = { schema: schema.schema, label: migrationLabel(file) };
        const failed = results.some(({ result }) => result !== "identical");
        if (!failed) onProgress?.(place);
        const began = performance.now();
        const outcome: Outcome = failed
          ? { result: "not tried" }
          : await verifyOne(client, schema, file, { schemas, signal });
        results.push({ ...place, ...outcome, durationMs: Math.round(performance.now() - began) });
        onProgress?.(results.at(-1) as VerifiedMigration);
      }
      if (schema.schema === only) break;
    }
  });
  return results;
}

async function verifyOne(
  client: ClientBase,
  { schema, owner }: MigratedSchema,
  { up, down }: Migration,
  { schemas, signal }: Pick<VerifyOptions, "schemas" | "signal">,
): Promise<Outcome> {
  const describe = () => describeAll(client, schemas);
  let step: VerifiedMigration["step"] = "up";
  try {
    const before = await describe();
    await runPlain(client, { schema, owner, script: up, signal });
    const applied = await describe();
    step = "down";
    await runPlain(client, { schema, owner, script: down, signal });
    const undone = catalogDifference(before, await describe());
    if (!isEqual(undone)) return { result: "different", step, lines: differenceLines(undone) };
    step = "second up";
    await runPlain(client, { schema, owner, script: up, signal });
    const again = catalogDifference(applied, await describe());
    if (!isEqual(again)) return { result: "different", step, lines: differenceLines(again) };
    return { result: "identical" };
  } catch (error) {
    if (!UserError.isInstance(error) || signal?.aborted) throw error;
    const [message] = error.message.split("\n");
    return { result: "refused", step, lines: [message ?? ""] };
  }
}

/** A migration may reach into another schema: all are described. */
async function describeAll(client: ClientBase, schemas: readonly MigratedSchema[]): Promise<string[]> {
  const lines: string[] = [];
  for (const { schema } of schemas)
    lines.push(...(await describeSchema(client, schema)).map((line) => `${schema}: ${line}`));
  return lines;
}
