import { SuperuserError } from "../../../db/superuser/superuser-error.ts";
import { superuserRows } from "../../../db/superuser/superuser-rows.ts";
import { UserError } from "../../../errors/user-error.ts";
import type { RememberedServer } from "../../../settings/remembered-server.ts";
import type { Settings } from "../../../settings/settings.ts";
import { readBehind } from "../../../sql/extension/read-versions.ts";
import type { Finding } from "../finding.ts";
import { dockerFacts } from "../lab/docker-facts.ts";
import { nativeFacts } from "../lab/native-facts.ts";
import { replicationFacts } from "../replication/replication-facts.ts";
import { stackServers } from "../stack-servers.ts";
import { checkExtensions, type ExtensionBehind } from "./extensions.ts";
import { checkGuardrails, type LabFacts } from "./guardrails.ts";
import { checkJobs } from "./jobs.ts";
import { checkReplication } from "./replication.ts";

/** How long the server may take to answer, in milliseconds. */
const timeout = 10_000;

/** What is watched of a stack's servers: the limits of the lab, each replica's lag, versions of extensions, jobs that fail. */
export async function checkWatched(settings: Settings, remembered: RememberedServer): Promise<Finding[]> {
  const primary = stackServers(settings, remembered)?.primary;
  const [facts, replication, extensions, jobs] = await Promise.all([
    labFacts(settings, remembered),
    ifItAnswers(() => checkReplicas(settings, remembered)),
    ifItAnswers(() => lookAtExtensions(settings, remembered)),
    primary === undefined ? [] : ifItAnswers(() => checkJobs(primary)),
  ]);
  return [...checkGuardrails(settings, facts), ...replication, ...extensions, ...jobs];
}

async function labFacts(settings: Settings, remembered: RememberedServer): Promise<LabFacts> {
  const { kind, name = "", dockerHost: host = "" } = remembered;
  if (kind === "docker") return dockerFacts({ stack: settings.stack, host, name });
  return nativeFacts(settings);
}

async function checkReplicas(settings: Settings, remembered: RememberedServer): Promise<Finding[]> {
  const servers = stackServers(settings, remembered);
  if (servers === undefined || servers.replicas.length === 0) return [];
  const facts = await replicationFacts(servers.primary, servers.replicas);
  return checkReplication(facts, settings.synchronousReplication);
}

/** Of the embedded server they come with the program, and `preview` says what is behind. */
async function lookAtExtensions(settings: Settings, remembered: RememberedServer): Promise<Finding[]> {
  const primary = stackServers(settings, remembered)?.primary;
  if (primary === undefined) return [];
  const { database } = settings;
  return checkExtensions(await superuserRows<ExtensionBehind>(primary, readBehind, { database, timeout }));
}

/** A primary that does not answer is told beside Server. */
async function ifItAnswers(check: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await check();
  } catch (error) {
    if (UserError.isInstance(error) || error instanceof SuperuserError) return [];
    throw error;
  }
}
