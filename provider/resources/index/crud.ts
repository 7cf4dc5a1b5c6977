import type { IndexDefinition } from "../../../model/index-definition.ts";
import { buildIndex, rebuildIndex } from "../../../operations/index/build-index.ts";
import { declarationOf } from "../../../operations/index/declaration-of.ts";
import { findIndex } from "../../../operations/index/find-index.ts";
import { keepComment } from "../../../operations/index/keep-comment.ts";
import { dropPartitioned } from "../../../operations/index/partitioned/drop-partitioned-index.ts";
import { dropIndex } from "../../../sql/index/drop-index.ts";
import type { IndexRow } from "../../../sql/index/read-index.ts";
import type { Properties } from "../../properties.ts";
import type { ResourceHandler } from "../../resource-handler.ts";
import { checkIndex } from "./check-index.ts";
import { sayDrift } from "./say-drift.ts";
import { sayLock } from "./say-lock.ts";
import { indexSchema } from "./schema.ts";

interface Inputs extends IndexDefinition {
  readonly schema: string;
}

/** An index, built CONCURRENTLY. Its id is `schema.name`, also for `pulumi import`. */
export const indexHandler: ResourceHandler = {
  token: "pgstack:index:Index",
  onServer: true,
  replaceOn: ["schema", "table", "name"],
  schema: indexSchema,

  check: (inputs) => ({ inputs, failures: checkIndex(inputs) }),
  drift(outputs, inputs, context) {
    sayDrift(outputs, context);
    sayLock(outputs, inputs, context);
    return [
      ...(outputs.valid === false ? ["valid"] : []),
      ...((outputs.missingOn as readonly string[] | undefined)?.length ? ["missingOn"] : []),
      ...(outputs.built === outputs.definition ? [] : ["definition"]),
    ];
  },
  preview: (inputs) => ({ ...inputs, valid: true, missingOn: [] }),

  async create(given, { pool, report, signal }, olds) {
    const { schema, ...declared } = given as unknown as Inputs;
    // On a server that came back, an index of this name is the one of an earlier declaration.
    const make = olds === undefined ? buildIndex : rebuildIndex;
    const row = await pool.use(async (client) =>
      keepComment(client, schema, await make(client, declared, { schema, report, signal }), declared.comment),
    );
    return { id: `${schema}.${declared.name}`, outputs: outputs(given, row) };
  },

  async read(id, olds, oldInputs, { pool }) {
    const { schema, name } = parseId(id);
    return pool.use(async (client) => {
      const row = await findIndex(client, schema, name);
      if (row === undefined) return undefined;
      const imported = Object.keys(oldInputs).length === 0;
      // Unchanged in the catalog is unchanged in the program: texts people write are never compared with PostgreSQL's.
      const unchanged = !imported && olds.definition === row.definition;
      const { schema: _, ...earlier } = oldInputs as unknown as Inputs;
      const declared = unchanged
        ? oldInputs
        : { schema, ...(await declarationOf(client, schema, row, imported ? undefined : earlier)) };
      const inputs = withComment(declared, row.comment ?? "");
      return { id, inputs, outputs: { ...outputs(inputs, row), built: olds.built ?? row.definition } };
    });
  },

  async update(_id, _olds, given, { pool, report, signal }) {
    const { schema, ...declared } = given as unknown as Inputs;
    const row = await pool.use(async (client) =>
      keepComment(
        client,
        schema,
        await rebuildIndex(client, declared, { schema, report, signal }),
        declared.comment,
      ),
    );
    return outputs(given, row);
  },

  async delete(id, _olds, { pool, report, signal }) {
    const { schema, name } = parseId(id);
    await pool.use(async (client) => {
      const row = await findIndex(client, schema, name);
      if (row?.partitioned) await dropPartitioned(client, name, { schema, report, signal });
      else if (row !== undefined) await client.query(dropIndex(schema, name));
    });
  },
};

function outputs(inputs: Properties, row: IndexRow): Properties {
  const { definition, valid, partitioned, missing_on: missingOn } = row;
  return { ...inputs, definition, built: definition, valid, partitioned, missingOn };
}

function withComment(inputs: Properties, comment: string): Properties {
  const { comment: declared = "", ...others } = inputs;
  if (declared === comment) return inputs;
  return comment === "" ? others : { ...others, comment };
}

function parseId(id: string): { schema: string; name: string } {
  const dot = id.indexOf(".");
  return { schema: id.slice(0, dot), name: id.slice(dot + 1) };
}
