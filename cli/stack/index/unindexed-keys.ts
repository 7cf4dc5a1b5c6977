import { UserError } from "../../../errors/user-error.ts";
import { database } from "../../../model/database.ts";
import { fromProject } from "../../../settings/paths.ts";
import type { Settings } from "../../../settings/settings.ts";
import { compileWasmOnce } from "../../migrations/compile-wasm-once.ts";

/** A line that says how many foreign keys will have no index, by the migrations and the model; nothing where all have one. */
export async function unindexedKeys(settings: Settings): Promise<string | undefined> {
  // Before the parser is loaded, and only where it is needed: it takes a tenth of a second.
  compileWasmOnce();
  const { unindexedForeignKeys } = await import(
    "../../../operations/index/foreign-keys/declared-foreign-keys.ts"
  );
  const { schemas } = database(settings);
  const found = await unindexedForeignKeys(fromProject("migrations"), schemas).catch((error: unknown) => {
    // Mistakes in the files are the engine's to report.
    if (!UserError.isInstance(error)) throw error;
    return [];
  });
  if (found.length === 0) return undefined;
  const keys = found.length === 1 ? "foreign key has" : "foreign keys have";
  return `${found.length} ${keys} no index: npx pgstack index list says which, and what to add`;
}
