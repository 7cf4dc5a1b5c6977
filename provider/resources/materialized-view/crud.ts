import type { ClientBase } from "pg";
import { retryConflict } from "../../../db/retry-conflict.ts";
import { dropHalfBuilt } from "../../../operations/materialized-view/build-view.ts";
import type { DeclaredView } from "../../../operations/materialized-view/declared-view.ts";
import { ensureView } from "../../../operations/materialized-view/ensure-view.ts";
import { findView, requireNoDependents } from "../../../operations/materialized-view/find-view.ts";
import { viewDifferences } from "../../../operations/materialized-view/view-differences.ts";
import { dropMaterializedView } from "../../../sql/materialized-view/create-materialized-view.ts";
import type { ViewRow } from "../../../sql/materialized-view/read-materialized-view.ts";
import { readComment } from "../../../sql/materialized-view/refresh-view.ts";
import { keyIndexName } from "../../../sql/materialized-view/side-name.ts";
import type { Properties } from "../../properties.ts";
import type { HandlerContext, ResourceHandler } from "../../resource-handler.ts";
import { hasUnknown } from "../../unknown.ts";
import { checkView } from "./check-view.ts";
import { livesOf } from "./lives-of.ts";
import { lookAt } from "./look-at.ts";
import { previewView } from "./preview-view.ts";

/** A materialized view. Its id is `schema.name`, also for `pulumi import`. */
export const materializedViewHandler: ResourceHandler = {
  token: "pgstack:index:MaterializedView",
  onServer: true,
  replaceOn: ["schema", "name"],
  schema: {
    description: "A materialized view, never missing while its query changes or its data is refreshed.",
    inputs: {
      schema: { type: "string", description: "Schema it is in." },
      name: { type: "string", description: "Name of the view." },
      owner: { type: "string", description: "Role that owns it, and by whose rights its query reads." },
      query: { type: "string", description: "The SELECT that fills it." },
      key: {
        type: "array",
        items: { type: "string" },
        description: "Columns that no two rows share; they get a unique index `<name>_key`. Default none.",
      },
      comment: { type: "string", description: "What is in it. Default none." },
      concurrently: {
        type: "boolean",
        description: "Whether readers go on while it is refreshed. Default true.",
      },
      maxAge: {
        type: "string",
        description:
          "Age of its data from which on an update refreshes it, such as `2h`. Default any is fine.",
      },
    },
    required: ["schema", "name", "owner", "query"],
    outputs: {
      definition: { type: "string", description: "The server's own text of its query." },
      built: {
        type: "string",
        description: "That text when it was last built or adopted; another one is drift.",
      },
      oid: { type: "string", description: "PostgreSQL's own number of it; a new query changes it." },
      incarnation: {
        type: "string",
        description:
          "Its number when it was last made without the indexes and privileges of one before: what is given them is given " +
          "them again when this changes.",
      },
      differences: {
        type: "array",
        items: { type: "string" },
        description: "Where the server differs from the declaration, in words; the next update mends it.",
      },
    },
  },

  check(inputs) {
    const { comment, ...others } = inputs;
    // The server keeps no empty comment.
    return { inputs: comment === "" ? others : inputs, failures: checkView(inputs) };
  },

  /** Time goes on without anybody's doing, and a migration may have dropped the view just now: the server is asked. */
  async drift(outputs, inputs, context) {
    const known = (outputs.differences ?? []) as readonly string[];
    const seen = hasUnknown(inputs) ? undefined : await lookAt(inputs, outputs, context);
    const words = known.length > 0 ? known : (seen?.differences ?? []);
    for (const line of [...words, ...(seen?.notes ?? [])]) context.note(line);
    return words.length > 0 ? ["differences"] : [];
  },

  preview: (inputs, olds, context) => previewView(inputs, olds, context),

  async create(inputs, context, olds) {
    const view = inputs as unknown as DeclaredView;
    // On a server that came back, a view of this name is the one of an earlier declaration.
    return {
      id: `${view.schema}.${view.name}`,
      outputs: await apply(inputs, context, olds !== undefined, olds),
    };
  },

  async read(id, olds, oldInputs, { pool }) {
    const { schema, name } = parseId(id);
    const row = await pool.use((client) => findView(client, schema, name));
    if (row?.kind !== "m") return undefined;
    const { definition } = row;
    const imported = Object.keys(olds).length === 0;
    const inputs = imported ? declarationOf(schema, name, row) : (oldInputs as unknown as DeclaredView);
    const built = imported ? definition : String(olds.built);
    const differences = viewDifferences(inputs, row, built);
    const lives = livesOf(olds, row, row.oid);
    return { id, inputs: { ...inputs }, outputs: { ...inputs, definition, built, ...lives, differences } };
  },

  update: (_id, olds, inputs, context) => apply(inputs, context, true, olds),

  async delete(id, _olds, { pool, signal }) {
    const view = parseId(id);
    await pool.use(async (client) => {
      await dropHalfBuilt(client, view);
      if ((await findView(client, view.schema, view.name))?.kind !== "m") return;
      await requireNoDependents(client, view, "dropped");
      await retryConflict(() => drop(client, view), { signal });
    });
  },
};

async function apply(
  inputs: Properties,
  { pool, report, note, signal }: HandlerContext,
  replace: boolean,
  olds: Properties = {},
): Promise<Properties> {
  const view = inputs as unknown as DeclaredView;
  const options = { report, note, signal, replace, formerKey: olds.key !== undefined };
  const { row, from } = await pool.use((client) => ensureView(client, view, options));
  const { definition } = row;
  return { ...inputs, definition, built: definition, ...livesOf(olds, row, from), differences: [] };
}

async function drop(
  client: ClientBase,
  { schema, name }: Pick<DeclaredView, "schema" | "name">,
): Promise<void> {
  await client.query("SET lock_timeout = '2s'");
  try {
    await client.query(dropMaterializedView(schema, name));
  } finally {
    await client.query("RESET lock_timeout");
  }
}

/** For an import: the declaration that would leave things as they are. */
function declarationOf(schema: string, name: string, row: ViewRow): DeclaredView {
  const key = row.indexes.find((index) => index.name === keyIndexName(name) && index.unique)?.columns;
  const { comment } = readComment(row.comment);
  return {
    schema,
    name,
    owner: row.owner,
    query: row.definition.replace(/;$/, "").trim(),
    ...(key && { key }),
    ...(comment !== undefined && { comment }),
  };
}

function parseId(id: string): { schema: string; name: string } {
  const dot = id.indexOf(".");
  return { schema: id.slice(0, dot), name: id.slice(dot + 1) };
}
