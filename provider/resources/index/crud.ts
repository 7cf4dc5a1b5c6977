import type { IndexDefinition } from "../../../model/index-definition.ts";
import { adviseLists } from "../../../operations/index/advise-lists.ts";
import { buildIndex, rebuildIndex } from "../../../operations/index/build-index.ts";
import { findIndex } from "../../../operations/index/find-index.ts";
import { dropIndex } from "../../../sql/index/drop-index.ts";
import { type IndexRow, indexFromRow } from "../../../sql/index/read-index.ts";
import type { Properties } from "../../properties.ts";
import type { ResourceHandler } from "../../resource-handler.ts";
import { checkIndex } from "./check-index.ts";

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
      listsAdvice: {
        type: "string",
        description:
          "What is to be said of an ivfflat index's lists against the rows there are. Absent when nothing is.",
      },
    },
  },

  check: (inputs) => ({ inputs, failures: checkIndex(inputs) }),
  drift: (outputs) => [
    ...(outputs.valid === false ? ["valid"] : []),
    ...(outputs.built === outputs.definition ? [] : ["definition"]),
  ],
  preview: (inputs) => ({ ...inputs, valid: true }),

  async create(given, { pool, report, signal }, olds) {
    const { schema, ...declared } = given as unknown as Inputs;
    // On a server that came back, an index of this name is the one of an earlier declaration.
    const make = olds === undefined ? buildIndex : rebuildIndex;
    const row = await pool.use((client) => make(client, declared, { schema, report, signal }));
    return { id: `${schema}.${declared.name}`, outputs: outputs(given, row) };
  },

  async read(id, olds, oldInputs, { pool, note }) {
    const { schema, name } = parseId(id);
    const [row, advice] = await pool.use(async (client) => {
      const found = await findIndex(client, schema, name);
      return [found, found && (await adviseLists(client, schema, name, found))];
    });
    if (row === undefined) return undefined;
    // How many lists there are is the declaration's to say: no update would change them.
    if (advice !== undefined) note(advice);
    // Unchanged in the catalog is unchanged in the program: texts people write are never compared with PostgreSQL's.
    const unchanged = Object.keys(oldInputs).length > 0 && olds.definition === row.definition;
    const inputs = unchanged ? oldInputs : { schema, ...indexFromRow(name, row) };
    const built = olds.built ?? row.definition;
    return { id, inputs, outputs: { ...outputs(inputs, row), built, listsAdvice: advice } };
  },

  async update(_id, _olds, given, { pool, report, signal }) {
    const { schema, ...declared } = given as unknown as Inputs;
    return outputs(
      given,
      await pool.use((client) => rebuildIndex(client, declared, { schema, report, signal })),
    );
  },

  async delete(id, _olds, { pool }) {
    const { schema, name } = parseId(id);
    await pool.use(async (client) => {
      if ((await findIndex(client, schema, name)) !== undefined) await client.query(dropIndex(schema, name));
    });
  },
};

function outputs(inputs: Properties, row: IndexRow): Properties {
  return { ...inputs, definition: row.definition, built: row.definition, valid: row.valid };
}

function parseId(id: string): { schema: string; name: string } {
  const dot = id.indexOf(".");
  return { schema: id.slice(0, dot), name: id.slice(dot + 1) };
}
