import type { ClientBase } from "pg";
import { errorCode, SqlState } from "../../../db/error-codes.ts";
import { UserError } from "../../../errors/user-error.ts";
import { explainStatement, readSessionSettings } from "../../../sql/index/explain-statement.ts";
import { readSchemaFacts, type SchemaFacts } from "../../../sql/index/preflight/read-schema-facts.ts";
import { quoteName } from "../../../sql/quote.ts";
import { type Candidate, candidateIndexes } from "./candidate-indexes.ts";
import { costWith, hypopgSchema } from "./hypothetical-indexes.ts";
import { oneStatement } from "./one-statement.ts";
import { type Plan, type PlanNode, stepsOf } from "./plan-node.ts";
import { type SequentialScan, sequentialScans, usedIndexes } from "./sequential-scans.ts";

export interface ExplainOptions {
  /** Plans and runs as this role, with what its sessions start with. @default the role of the connection */
  readonly role?: string | undefined;
  /** Runs the statement; what it changes is rolled back. @default false */
  readonly analyze?: boolean | undefined;
  /** How long it may run, in milliseconds. */
  readonly timeoutMs: number;
}

/** An index that might help. */
export interface Suggestion extends Candidate {
  /** Of the whole statement with the index, in the planner's units; `null` where that could not be tried. */
  readonly cost: number | null;
}

/** A plan, read. */
export interface Explanation {
  readonly plan: PlanNode;
  /** Of the whole statement, in the planner's units. */
  readonly cost: number;
  /** Milliseconds, where it was run. */
  readonly time: number | null;
  /** Planned for any values of its parameters. */
  readonly generic: boolean;
  readonly indexes: readonly { readonly schema: string | null; readonly name: string }[];
  readonly scans: readonly SequentialScan[];
  /** Indexes that would make it cheaper; where there is no hypopg, that might. */
  readonly suggestions: readonly Suggestion[];
  /** Whether they were tried, by hypopg. */
  readonly tried: boolean;
}

/** An index is worth its price from then on: part of the cost without it. */
const worthwhile = 0.9;

/** What of a role's settings a plan depends on. */
const planSettings =
  /^(search_path|work_mem|jit|random_page_cost|effective_cache_size|enable_\w+|hnsw\.\w+|ivfflat\.\w+)$/;

/**
 * Explains one statement, and what indexes would change, in a transaction that is rolled back.
 *
 * @throws UserError for a text that is not one statement with a plan, and with the server's words where it refuses it
 */
export async function explain(
  client: ClientBase,
  text: string,
  options: ExplainOptions,
): Promise<Explanation> {
  const { sql, parameters } = oneStatement(text);
  const { analyze = false, role, timeoutMs } = options;
  if (analyze && parameters)
    throw new UserError("it has parameters, and running it takes values", {
      where: "--analyze",
      mend: "Write values in place of $1 and so on, or leave --analyze out: the plan for any values is shown then.",
    });
  await client.query("BEGIN");
  try {
    await client.query(
      `SET LOCAL statement_timeout = ${Math.round(timeoutMs)}; SET LOCAL lock_timeout = '2s'`,
    );
    const hypopg = await hypopgSchema(client);
    if (role !== undefined) await takeOn(client, role);
    const plan = await planOf(client, sql, { analyze, generic: parameters });
    const facts = await factsOf(client, plan.Plan);
    const scans = sequentialScans(plan.Plan, facts);
    const cost = plan.Plan["Total Cost"];
    const suggestions: Suggestion[] = [];
    for (const candidate of candidateIndexes(scans, facts)) {
      const after =
        hypopg === undefined ? undefined : await costWith(client, hypopg, candidate, sql, parameters);
      if (after === undefined) suggestions.push({ ...candidate, cost: null });
      else if (after !== null && after < cost * worthwhile) suggestions.push({ ...candidate, cost: after });
    }
    return {
      plan: plan.Plan,
      cost,
      time: plan["Execution Time"] ?? null,
      generic: parameters,
      indexes: usedIndexes(plan.Plan),
      scans,
      suggestions,
      tried: hypopg !== undefined,
    };
  } finally {
    await client.query("ROLLBACK");
  }
}

async function planOf(
  client: ClientBase,
  sql: string,
  options: Parameters<typeof explainStatement>[1],
): Promise<Plan> {
  const { rows } = await client
    .query<{ "QUERY PLAN": Plan[] }>(explainStatement(sql, options))
    .catch((error: unknown) => {
      throw refused(error);
    });
  const [plan] = rows[0]?.["QUERY PLAN"] ?? [];
  if (plan === undefined) throw new Error("EXPLAIN gave no plan");
  return plan;
}

/** What the server says about the user's own statement, in its words. */
function refused(error: unknown): unknown {
  const code = errorCode(error);
  if (code === undefined || !/^[0-9A-Z]{5}$/.test(code) || !(error instanceof Error)) return error;
  const { hint, detail } = error as { hint?: string; detail?: string };
  const timedOut = code === SqlState.queryCanceled ? "Give it longer, with --timeout." : undefined;
  const mend = [detail, hint, timedOut].filter(Boolean).join("\n  ");
  return new UserError(`${error.message} (SQLSTATE ${code})`, {
    where: "statement",
    ...(mend && { mend }),
    cause: error,
  });
}

async function takeOn(client: ClientBase, role: string): Promise<void> {
  const { rows } = await client.query<{ setting: string }>(readSessionSettings, [role]);
  for (const { setting } of rows) {
    const at = setting.indexOf("=");
    const [name, value] = [setting.slice(0, at), setting.slice(at + 1)];
    if (planSettings.test(name)) await client.query("SELECT set_config($1, $2, true)", [name, value]);
  }
  await client.query(`SET LOCAL ROLE ${quoteName(role)}`);
}

async function factsOf(client: ClientBase, plan: PlanNode): Promise<ReadonlyMap<string, SchemaFacts>> {
  const schemas = new Set([...stepsOf(plan)].flatMap(({ node }) => node.Schema ?? []));
  const facts = new Map<string, SchemaFacts>();
  for (const schema of schemas) {
    const [row] = (await client.query<SchemaFacts>(readSchemaFacts, [schema])).rows;
    if (row !== undefined) facts.set(schema, row);
  }
  return facts;
}
