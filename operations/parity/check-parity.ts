import type { DatabaseModel } from "../../model/database-model.ts";
import { compareModels } from "./compare-models.ts";
import { type ComparedParameters, compareParameters } from "./compare-parameters.ts";
import { compareServers } from "./compare-servers.ts";
import { type ParityItem, parityAreas } from "./parity-item.ts";
import type { ServerFacts } from "./server-facts.ts";

/** Both sides, as settings and model declare them. */
export interface ParityInput {
  readonly servers: { readonly dev: ServerFacts; readonly prod: ServerFacts };
  readonly models: { readonly dev: DatabaseModel; readonly prod: DatabaseModel };
  readonly parameters: ComparedParameters;
  /** `parityExceptions`: name of an item -> why it may differ. */
  readonly exceptions: Readonly<Record<string, string>>;
}

/** What dev and prod have in common, and what not. */
export interface ParityReport {
  /** Area by area. */
  readonly items: readonly ParityItem[];
  /** Exceptions that allow nothing: what they name is the same, or there is nothing of that name. */
  readonly unusedExceptions: readonly string[];
}

/** Compares what is declared; no server is asked. */
export function checkParity({ servers, models, parameters, exceptions }: ParityInput): ParityReport {
  const compared = [
    ...compareServers(servers.dev, servers.prod),
    ...compareParameters(parameters),
    ...compareModels(models.dev, models.prod),
  ].map((item) => allowed(item, exceptions));
  const items = parityAreas.flatMap((area) => compared.filter((item) => item.area === area));
  const used = new Set(items.filter(({ verdict }) => verdict === "allowed").map(({ name }) => name));
  return { items, unusedExceptions: Object.keys(exceptions).filter((name) => !used.has(name)) };
}

function allowed(item: ParityItem, exceptions: ParityInput["exceptions"]): ParityItem {
  const reason = exceptions[item.name];
  return item.verdict === "differs" && reason !== undefined
    ? { ...item, verdict: "allowed", why: reason }
    : item;
}
