import { preloadLibraries } from "../../../aws/preload-libraries.ts";
import { nearest } from "../../nearest.ts";
import { type ProductionRule, type RuleMistake, rule } from "./rule.ts";

/** Libraries that alarms, findings and logs rely on. */
const needed = ["pg_stat_statements"];

/** Names under which people look for an extension that is no library to be loaded at the start. */
const noLibraries: Readonly<Record<string, string>> = {
  pgvector: "pgvector is loaded when it is used: CREATE EXTENSION vector is all it needs",
  vector: "pgvector is loaded when it is used: CREATE EXTENSION vector is all it needs",
  pg_partman_bgw: "RDS has no such background worker: pg_cron runs pg_partman",
  pg_partman: "an extension that is loaded when it is used, and pg_cron runs it",
  postgis: "an extension that is loaded when it is used",
  timescaledb: "RDS does not have it",
};

export const preloadRules: readonly ProductionRule[] = [
  rule(["parameters", "engineVersion"], ({ parameters, engineVersion }) => {
    const value = parameters.shared_preload_libraries;
    if (value === undefined) return [];
    const at = (problem: string, mend: string): RuleMistake => ({
      key: "parameters",
      entry: ["shared_preload_libraries", value],
      problem,
      mend,
    });
    const written = value.split(",").map((library) => library.trim());
    const allowed = preloadLibraries(engineVersion);
    const refused = written
      .filter((library) => !allowed.includes(library))
      .map((library) => {
        const why = Object.hasOwn(noLibraries, library) ? noLibraries[library] : undefined;
        if (why !== undefined) return at(`${library}: ${why}`, "remove it from the list");
        const meant = nearest(library, allowed);
        const mend = meant === undefined ? "remove it from the list" : `did you mean ${meant}?`;
        return at(`${library}: PostgreSQL ${engineVersion} on RDS does not load it`, mend);
      });
    const missing = needed
      .filter((library) => !written.includes(library))
      .map((library) =>
        at(`without ${library} nobody sees which statements cost what`, "add it to the list"),
      );
    return [...refused, ...missing];
  }),
];
