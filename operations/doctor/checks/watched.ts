import { SuperuserError } from "../../../db/superuser/superuser-error.ts";
import { UserError } from "../../../errors/user-error.ts";
import type { RememberedServer } from "../../../settings/remembered-server.ts";
import type { Settings } from "../../../settings/settings.ts";
import type { Finding } from "../finding.ts";
import { dockerFacts } from "../lab/docker-facts.ts";
import { nativeFacts } from "../lab/native-facts.ts";
import { replicationFacts } from "../replication/replication-facts.ts";
import { stackServers } from "../stack-servers.ts";
import { checkGuardrails, type LabFacts } from "./guardrails.ts";
import { checkJobs } from "./jobs.ts";
import { checkReplication } from "./replication.ts";

/** What is watched of a stack's servers: the limits of the lab, each replica's lag, and jobs that fail. */
export async function checkWatched(settings: Settings, remembered: RememberedServer): Promise<Finding[]> {
  const primary = stackServers(settings, remembered)?.primary;
  const [facts, replication, jobs] = await Promise.all([
    labFacts(settings, remembered),
    checkReplicas(settings, remembered),
    primary === undefined ? [] : checkJobs(primary),
  ]);
  return [...checkGuardrails(settings, facts), ...replication, ...jobs];
}

async function labFacts(settings: Settings, remembered: RememberedServer): Promise<LabFacts> {
  const { kind, name = "", dockerHost: host = "" } = remembered;
  if (kind === "docker") return dockerFacts({ stack: settings.stack, host, name });
  return nativeFacts(settings);
}

/** A primary that does not answer is told beside Server. */
async function checkReplicas(settings: Settings, remembered: RememberedServer): Promise<Finding[]> {
  const servers = stackServers(settings, remembered);
  if (servers === undefined || servers.replicas.length === 0) return [];
  try {
    const facts = await replicationFacts(servers.primary, servers.replicas);
    return checkReplication(facts, settings.synchronousReplication);
  } catch (error) {
    if (UserError.isInstance(error) || error instanceof SuperuserError) return [];
    throw error;
  }
}
