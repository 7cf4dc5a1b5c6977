import type { IndexDefinition } from "../../../model/index-definition.ts";
import { adviseLists } from "../../../operations/index/advise-lists.ts";
import { buildIndex } from "../../../operations/index/build-index.ts";
import { findIndex } from "../../../operations/index/find-index.ts";
import { rebuildIndex } from "../../../operations/index/rebuild-index.ts";
import { removeIndex } from "../../../operations/index/remove-index.ts";
import { findRenamed, indexOid, type KnownIndex } from "../../../operations/index/rename-back.ts";
import { type IndexRow, indexFromRow } from "../../../sql/index/read-index.ts";
import type { Properties } from "../../properties.ts";
import type { HandlerContext, ResourceHandler } from "../../resource-handler.ts";
import { checkIndex } from "./check-index.ts";
import { preflight } from "./preflight.ts";

interface Inputs extends IndexDefinition {
  readonly schema: string;
}

/** An index, built CONCURRENTLY. Its id is `schema.name`, also for `pulumi import`. */
export const indexHandler: ResourceHandler = {
  token: "pgstack:index:Index",
  onServer: true,
  replaceOn: ["schema", "table", "name"],
  schema: {
    description: "An index, built without blocking writers.",
    inputs: {
      schema: { type: "string", description: "Schema of the table." },
      name: { type: "string", description: "Name of the index." },
      table: { type: "string", description: "Table it is on." },
      keys: {
        type: "array",
        items: { type: "object", additionalProperties: { $ref: "pulumi.json#/Any" } },
        description: "A list of { column or expression, opclass, order, nulls }.",
      },
      method: { type: "string", description: "Access method. Default btree." },
      unique: { type: "boolean", description: "Whether equal keys are refused. Default false." },
      include: {
        type: "array",
        items: { type: "string" },
        description: "Columns carried along. Default none.",
      },
      where: { type: "string", description: "Predicate of a partial index. Default none." },
      with: {
        type: "object",
        additionalProperties: { $ref: "pulumi.json#/Any" },
        description: "Storage parameters, such as m and ef_construction.",
      },
    },
    required: ["schema", "name", "table", "keys"],
    outputs: {
      definition: { type: "string", description: "The server's own text of the index." },
      built: {
        type: "string",
        description: "That text when it was last built or adopted; another one is drift.",
      },
      valid: {
        type: "boolean",
        description: "Whether queries can use it; the next update builds it again if not.",
      },
      oid: {
        type: "string",
        description: "PostgreSQL's own number of it, by which one that was renamed by hand is found.",
      },
      listsAdvice: {
        type: "string",
        description:
          "What is to be said of an ivfflat index's lists against the rows there are. Absent when nothing is.",
      },
    },
  },

  async check(inputs, olds, context) {
    const failures = checkIndex(inputs);
    if (failures.length > 0) return { inputs, failures };
    return { inputs, failures: await preflight(inputs, olds, context) };
  },
  drift: (outputs) => [
    ...(outputs.valid === false ? ["valid"] : []),
    ...(outputs.built === outputs.definition ? [] : ["definition"]),
  ],
  preview: (inputs) => ({ ...inputs, valid: true }),

  async create(given, context, olds) {
    const { schema, name } = given as unknown as Inputs;
    // On a server that came back, an index of this name is the one of an earlier declaration.
    return { id: `${schema}.${name}`, outputs: await build(given, context, olds) };
  },

  async read(id, olds, oldInputs, { pool, note }) {
    const { schema, name } = parseId(id);
    const found = await pool.use(async (client) => {
      const row = await findIndex(client, schema, name);
      if (row !== undefined) {
        const same = olds.definition === row.definition;
        const advice = await adviseLists(client, schema, name, row);
        return { row, same, oid: await indexOid(client, schema, name), advice };
      }
      const known = knownIndex(olds);
      const renamed = known && (await findRenamed(client, schema, known));
      // The server's text has the other name: that is the drift.
      return renamed && { row: renamed.row, same: true, oid: known?.oid, advice: undefined };
    });
    if (found === undefined) return undefined;
    const { row, same, oid, advice } = found;
    // How many lists there are is the declaration's to say: no update would change them.
    if (advice !== undefined) note(advice);
    // Unchanged in the catalog is unchanged in the program: texts people write are never compared with PostgreSQL's.
    const unchanged = Object.keys(oldInputs).length > 0 && same;
    const inputs = unchanged ? oldInputs : { schema, ...indexFromRow(name, row) };
    const built = olds.built ?? row.definition;
    return { id, inputs, outputs: { ...outputs(inputs, row, oid), built, listsAdvice: advice } };
  },

  update: (_id, olds, given, context) => build(given, context, olds),

  async delete(id, olds, context) {
    const { schema, name } = parseId(id);
    const table = String(olds.table ?? "");
    const builds = await context.builds();
    await builds.run({ schema, table, name }, context, async (client, options) => {
      await removeIndex(client, { name, table }, options);
      const known = knownIndex(olds);
      const renamed = known && (await findRenamed(client, schema, known));
      if (renamed)
        context.note(`${schema}.${renamed.name} stays: somebody gave this index that name by hand`);
    });
  },
};

/** Builds what is declared, or puts it in the place of what is there: only a new declaration may not. */
async function build(given: Properties, context: HandlerContext, olds?: Properties): Promise<Properties> {
  const { schema, ...declared } = given as unknown as Inputs;
  const { name, table } = declared;
  const builds = await context.builds();
  return builds.run({ schema, table, name }, context, async (client, options) => {
    const row =
      olds === undefined
        ? await buildIndex(client, declared, options)
        : await rebuildIndex(client, declared, { ...options, known: knownIndex(olds) });
    return outputs(given, row, await indexOid(client, schema, name));
  });
}

function outputs(inputs: Properties, row: IndexRow, oid: string | undefined): Properties {
  return { ...inputs, definition: row.definition, built: row.definition, valid: row.valid, oid };
}

/** The index as it was left; `undefined` of one that an older version made. */
function knownIndex({ oid, built }: Properties): KnownIndex | undefined {
  return typeof oid === "string" && typeof built === "string" ? { oid, definition: built } : undefined;
}

function parseId(id: string): { schema: string; name: string } {
  const dot = id.indexOf(".");
  return { schema: id.slice(0, dot), name: id.slice(dot + 1) };
}
