import type { PostgresServer } from "../components/server/postgres-server.ts";
import { credentialLimits } from "../model/credential-of.ts";
import type { DatabaseModel } from "../model/database-model.ts";
import { jobLimits } from "../model/job-limits.ts";

/** What a server cannot do that production can, and what of the model it leaves out, a sentence each. */
export function serverLimits(
  { kind, capabilities, limits }: Pick<PostgresServer, "kind" | "capabilities" | "limits">,
  model: DatabaseModel,
): string[] {
  return [
    ...limits,
    ...credentialLimits(model.roles, { kind, iam: capabilities.iam }),
    ...jobLimits(model, capabilities),
  ];
}
