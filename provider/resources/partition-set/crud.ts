import { isDeepStrictEqual } from "node:util";
import { UserError } from "../../../errors/user-error.ts";
import { describeOddities, describePlan } from "../../../operations/partition/describe-plan.ts";
import { importSet } from "../../../operations/partition/import-set.ts";
import {
  type Inspected,
  inspectPartitions,
  type PlacedSet,
} from "../../../operations/partition/inspect-partitions.ts";
import { installMaintenance } from "../../../operations/partition/install-maintenance.ts";
import { maintainPartitions } from "../../../operations/partition/maintain-partitions.ts";
import { findTable } from "../../../operations/partition/read-partitions.ts";
import { maintenanceCall } from "../../../sql/partition/maintenance-call.ts";
import { askServer } from "../../ask-server.ts";
import { noteOnce } from "../../note-once.ts";
import type { Properties } from "../../properties.ts";
import type { HandlerContext, ResourceHandler } from "../../resource-handler.ts";
import { hasUnknown } from "../../unknown.ts";
import { checkPartitionSet } from "./check-partition-set.ts";
import { inputsOf } from "./inputs.ts";
import { partitionSetSchema } from "./schema.ts";
import { setOf } from "./set-of.ts";

/** The partitions of one table. Its id is `schema.table`, also for `pulumi import`. */
export const partitionSetHandler: ResourceHandler = {
  token: "pgstack:index:PartitionSet",
  onServer: true,
  replaceOn: ["schema", "table"],
  schema: partitionSetSchema,

  async check(inputs, olds, context) {
    const failures = checkPartitionSet(inputs);
    if (failures.length > 0 || hasUnknown(inputs)) return { inputs, failures };
    // Once for a declaration: what becomes of it with time is a matter of `drift`.
    if (isDeepStrictEqual(inputs, olds)) return { inputs, failures };
    try {
      await lookAhead(inputs, olds, context);
    } catch (error) {
      if (!UserError.isInstance(error)) throw error;
      // A migration of the same update may be what makes it right; where none does, the update says so.
      noteOnce(context, idOf(setOf(inputs)), [`as it is now, ${reasonOf(error)}`]);
    }
    return { inputs, failures };
  },

  /** Time goes on: what was as declared a month ago lacks a partition now. */
  async drift(outputs, inputs, context) {
    if (hasUnknown(inputs)) return [];
    const set = setOf(inputs);
    try {
      const found = await askServer(context, "partitions", (client) => inspectPartitions(client, set));
      if (found === undefined) return remembered(outputs);
      noteOnce(context, idOf(set), [...describePlan(found, set.retired), ...describeOddities(found)]);
      return remembered(stateOf(inputs, found));
    } catch (error) {
      if (!UserError.isInstance(error)) throw error;
      // Such as a table that a migration of the same update makes again: the update says whether it still is so.
      noteOnce(context, idOf(set), [`as it is now, ${reasonOf(error)}`]);
      return ["missing"];
    }
  },

  preview: (inputs) => ({ ...inputs, missing: [], toRetire: [] }),

  async create(inputs, context) {
    return { id: idOf(setOf(inputs)), outputs: await apply(inputs, context) };
  },

  async read(id, _olds, oldInputs, { pool }) {
    const dot = id.indexOf(".");
    const place = { schema: id.slice(0, dot), table: id.slice(dot + 1) };
    return pool.use(async (client) => {
      const isImport = Object.keys(oldInputs).length === 0;
      const row = await findTable(client, place);
      if (row === undefined || (!row.partitioned && !isImport)) return undefined;
      let inputs = oldInputs;
      if (isImport) {
        const set = await importSet(client, place);
        if (set === undefined) return undefined;
        inputs = { ...inputsOf(place.schema, set) };
      }
      return { id, inputs, outputs: stateOf(inputs, await inspectPartitions(client, setOf(inputs))) };
    });
  },

  update: (_id, _olds, inputs, context) => apply(inputs, context),

  /** Partitions and rows stay: a declaration that is gone says nothing about them. */
  async delete(id, olds, { note }) {
    const count = (olds.partitions as readonly string[] | undefined)?.length ?? 0;
    note(`no longer made or retired: ${count} partitions of ${id} stay, with their rows`);
  },
};

/** What an error says beside the name of the set, which stands where it is shown anyway. */
function reasonOf({ message, where }: UserError): string {
  return where === undefined ? message : message.slice(where.length + 2);
}

async function apply(inputs: Properties, context: HandlerContext): Promise<Properties> {
  const { pool, report, signal, note } = context;
  const set = setOf(inputs);
  return pool.use(async (client) => {
    await installMaintenance(client);
    const { now, moved } = await maintainPartitions(client, set, { report, signal });
    if (moved > 0) note(`moved ${moved} rows out of ${now.table.defaultPartition?.name}`);
    noteOnce(context, idOf(set), describeOddities(now));
    return stateOf(inputs, now);
  });
}

/** Says what the first update will do, where the table is there. */
async function lookAhead(inputs: Properties, olds: Properties, context: HandlerContext): Promise<void> {
  const set = setOf(inputs);
  const found = await askServer(context, "partitions", async (client) =>
    (await findTable(client, set)) === undefined ? undefined : inspectPartitions(client, set),
  );
  if (found === undefined || Object.keys(olds).length > 0) return;
  noteOnce(context, idOf(set), [...describePlan(found, set.retired), ...describeOddities(found)]);
}

function idOf({ schema, table }: PlacedSet): string {
  return `${schema}.${table}`;
}

function remembered({ missing, toRetire, unfinished }: Properties): string[] {
  const some = (list: unknown) => Array.isArray(list) && list.length > 0;
  return [
    ...(some(missing) ? ["missing"] : []),
    ...(some(toRetire) ? ["toRetire"] : []),
    ...(some(unfinished) ? ["unfinished"] : []),
  ];
}

function stateOf(inputs: Properties, { table, plan, unfinished, defaultRows }: Inspected): Properties {
  return {
    ...inputs,
    partitions: table.partitions.map(({ name }) => name),
    missing: [
      ...plan.make.map(({ name }) => name),
      ...(plan.makeDefault === undefined ? [] : [plan.makeDefault]),
    ],
    toRetire: plan.retire.map(({ name }) => name),
    unfinished: [...plan.finish, ...unfinished].map(({ name }) => name),
    defaultRows,
    maintenance: maintenanceCall(setOf(inputs).schema, setOf(inputs)),
  };
}
