import { quoteQualified } from "../quote.ts";

/** Extensions by the prefix of their parameters, where it is not the extension's own name. */
const extensions: Readonly<Record<string, string>> = { hnsw: "vector", ivfflat: "vector" };

/** Types whose use loads their extension. */
const types: Readonly<Record<string, string>> = { vector: "'[1]'" };

/** The extension that knows a parameter, where using it once is what makes a session know it too. */
export function extensionOfParameter(parameter: string): string | undefined {
  const extension = extensions[parameter.split(".", 1)[0] ?? ""];
  return parameter.includes(".") ? extension : undefined;
}

/** Schema of extension $1. */
export const readExtensionSchema =
  "SELECT n.nspname::text AS schema FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = $1";

/**
 * Uses an extension once: until its library is loaded, a session does not know its parameters, and nobody but a superuser may
 * set what is not known (PostgreSQL documentation, "Customized Options").
 */
export function loadExtension(extension: string, schema: string): string {
  return `SELECT ${types[extension]}::${quoteQualified(schema, extension)}`;
}
