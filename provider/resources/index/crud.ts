import { isDeepStrictEqual } from "node:util";
import type { IndexDefinition } from "../../../model/index-definition.ts";
import { adviseLists } from "../../../operations/index/advise-lists.ts";
import { buildIndex } from "../../../operations/index/build-index.ts";
import { declarationOf } from "../../../operations/index/declaration-of.ts";
import { findIndex } from "../../../operations/index/find-index.ts";
import { keepComment } from "../../../operations/index/keep-comment.ts";
import { rebuildIndex } from "../../../operations/index/rebuild-index.ts";
import { removeIndex } from "../../../operations/index/remove-index.ts";
import { findRenamed, type KnownIndex } from "../../../operations/index/rename-back.ts";
import type { IndexRow } from "../../../sql/index/read-index.ts";
import type { Properties } from "../../properties.ts";
import type { HandlerContext, ResourceHandler } from "../../resource-handler.ts";
import { checkIndex } from "./check-index.ts";
import { preflight } from "./preflight.ts";
import { sayDrift } from "./say-drift.ts";
import { sayLock } from "./say-lock.ts";
import { indexSchema } from "./schema.ts";

/** What decides an index. */
const indexProperties = Object.keys(indexSchema.inputs).filter((name) => name !== "comment");

interface Inputs extends IndexDefinition {
  readonly schema: string;
  readonly incarnation?: string;
}

/** An index, built CONCURRENTLY. Its id is `schema.name`, also for `pulumi import`. */
export const indexHandler: ResourceHandler = {
  token: "pgstack:index:Index",
  onServer: true,
  replaceOn: ["schema", "name"],
  schema: indexSchema,

  async check(inputs, olds, context) {
    const failures = checkIndex(inputs);
    if (failures.length > 0) return { inputs, failures };
    return { inputs, failures: await preflight(inputs, olds, context) };
  },
  drift(outputs, inputs, context) {
    sayDrift(outputs, context);
    sayLock(outputs, inputs, context);
    return [
      ...(outputs.valid === false ? ["valid"] : []),
      ...((outputs.missingOn as readonly string[] | undefined)?.length ? ["missingOn"] : []),
      ...(outputs.foundDefinition === undefined ? [] : ["definition"]),
    ];
  },
  preview: (inputs) => ({ ...inputs, valid: true, foundDefinition: undefined }),

  async create(given, context, olds) {
    const { schema, name } = given as unknown as Inputs;
    // On a server that came back, an index of this name is the one of an earlier declaration.
    return { id: `${schema}.${name}`, outputs: await build(given, context, olds) };
  },

  async read(id, olds, oldInputs, { pool, note }) {
    const { schema, name } = parseId(id);
    return pool.use(async (client) => {
      const found = await findIndex(client, schema, name);
      const known = knownIndex(olds);
      const renamed = found === undefined && known && (await findRenamed(client, schema, known));
      const row = found ?? (renamed ? renamed.row : undefined);
      if (row === undefined) return undefined;
      const oid = found?.oid ?? known?.oid;
      const advice = found && (await adviseLists(client, schema, name, found));
      // How many lists there are is the declaration's to say: no update would change them.
      if (advice !== undefined) note(advice);
      const imported = Object.keys(oldInputs).length === 0;
      // Unchanged in the catalog is unchanged in the program: texts people write are never compared with PostgreSQL's. The
      // text of one that was renamed has the other name, and that is its drift.
      const seen = olds.foundDefinition ?? olds.definition;
      const unchanged = !imported && (found === undefined || seen === row.definition);
      const { schema: _, incarnation, ...earlier } = oldInputs as unknown as Inputs;
      const declared = unchanged
        ? oldInputs
        : {
            schema,
            ...(await declarationOf(client, schema, row, imported ? undefined : earlier)),
            incarnation,
          };
      const inputs = withComment(declared, row.comment ?? "");
      const definition = olds.definition ?? row.definition;
      const drifted = definition !== row.definition && { definition, foundDefinition: row.definition };
      return { id, inputs, outputs: { ...outputs(inputs, row, oid), ...drifted, listsAdvice: advice } };
    });
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
  const { schema, incarnation: _, ...declared } = given as unknown as Inputs;
  const { name, table, comment } = declared;
  const builds = await context.builds();
  return builds.run({ schema, table, name }, context, async (client, options) => {
    const row =
      olds === undefined
        ? await buildIndex(client, declared, options)
        : await rebuildIndex(client, declared, {
            ...options,
            known: knownIndex(olds),
            ...(isDeclaredAs(olds, given) && { unchanged: knownIndex(olds)?.definition }),
            ...(typeof olds.table === "string" && { formerTable: olds.table }),
          });
    const kept = await keepComment(client, schema, row, comment);
    return outputs(given, kept, kept.oid);
  });
}

function outputs(inputs: Properties, row: IndexRow, oid: string | undefined): Properties {
  const { definition, valid, partitioned, missing_on: missingOn } = row;
  // Of many indexes, what is the rule is not written: the engine writes its whole state at each step.
  return { ...inputs, definition, valid, oid, ...(partitioned && { missingOn }) };
}

function isDeclaredAs(olds: Properties, given: Properties): boolean {
  return indexProperties.every((name) =>
    isDeepStrictEqual(olds[name] ?? undefined, given[name] ?? undefined),
  );
}

/** The index as it was left; `undefined` of one that an older version made. */
function knownIndex({ oid, definition }: Properties): KnownIndex | undefined {
  return typeof oid === "string" && typeof definition === "string" ? { oid, definition } : undefined;
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
