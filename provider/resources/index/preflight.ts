import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { isConnectionLost } from "../../../db/is-connection-lost.ts";
import { mayPass } from "../../../db/wait-for-server.ts";
import { UserError } from "../../../errors/user-error.ts";
import type { IndexDefinition } from "../../../model/index-definition.ts";
import { findingText, type PreflightFinding } from "../../../operations/index/preflight/preflight-finding.ts";
import { declaredTwice, preflightIndex } from "../../../operations/index/preflight/preflight-index.ts";
import { PreflightMemory } from "../../../operations/index/preflight/preflight-memory.ts";
import type { Properties } from "../../properties.ts";
import type { CheckFailure, HandlerContext } from "../../resource-handler.ts";
import { hasUnknown } from "../../unknown.ts";
import { migrationsArePending } from "../migrations/pending-migrations.ts";

/** How long a run waits for the first answer of a server, in milliseconds: a preview is not to wait for one that is down. */
const firstAnswer = 3_000;

/** What each run has read, by what is the run's own: its pool, or, where it has none, the signal that ends it. */
const memories = new WeakMap<object, PreflightMemory>();
/** Whether the server of a pool answers: it is asked once a run. */
const answers = new WeakMap<object, Promise<boolean>>();

/**
 * Holds an index that is new or changed against the catalog: what would fail is a failure of its inputs, what would be
 * regretted is said. Where the server is not known or does not answer, or the schema's migrations are still to be applied,
 * that is left to the build.
 */
export async function preflight(
  inputs: Properties,
  olds: Properties,
  context: HandlerContext,
): Promise<CheckFailure[]> {
  if (hasUnknown(inputs) || isDeepStrictEqual(inputs, olds)) return [];
  const {
    schema,
    incarnation: _,
    ...index
  } = inputs as unknown as IndexDefinition & {
    readonly schema: string;
    readonly incarnation?: string;
  };
  const findings = await findingsOf(schema, index, context);
  for (const finding of findings) if (finding.level === "warning") context.warn(findingText(finding));
  return findings
    .filter(({ level }) => level === "error")
    .map((finding) => ({ property: finding.property, reason: findingText(finding) }));
}

async function findingsOf(
  schema: string,
  index: IndexDefinition,
  context: HandlerContext,
): Promise<PreflightFinding[]> {
  const { pool } = context.knowsServer ? context : { pool: undefined };
  const use: PreflightMemory["use"] = (work) => {
    if (pool === undefined) throw new Error("there is no server to ask");
    return pool.use(work);
  };
  const run = pool ?? context.signal;
  const memory = memories.get(run) ?? new PreflightMemory(use);
  memories.set(run, memory);
  if (pool === undefined || !(await isAnswering(pool))) return declaredTwice(memory, schema, index);
  try {
    if (await migrationsArePending(pool, schema)) return declaredTwice(memory, schema, index);
    return await preflightIndex(memory, schema, index);
  } catch (error) {
    // Lost in the middle: the build says so, if it is still so then.
    if (UserError.isInstance(error) || isConnectionLost(error) || mayPass(error)) return [];
    throw error;
  }
}

function isAnswering(pool: HandlerContext["pool"]): Promise<boolean> {
  const known = answers.get(pool);
  if (known !== undefined) return known;
  const ending = new AbortController();
  const asked = pool
    .use(async (client) => client.query("SELECT"))
    .then(
      () => true,
      () => false,
    );
  const waited = sleep(firstAnswer, false, { signal: ending.signal, ref: false }).catch(() => false);
  const answer = Promise.race([asked, waited]).finally(() => ending.abort());
  answers.set(pool, answer);
  return answer;
}
