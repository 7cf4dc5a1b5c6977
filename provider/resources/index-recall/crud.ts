import { checkRecallGoal } from "../../../model/check-recall.ts";
import type { RecallGoal } from "../../../model/recall-goal.ts";
import { gateRecall } from "../../../operations/index/recall/gate-recall.ts";
import { recallStaleness } from "../../../operations/index/recall/recall-staleness.ts";
import { checkName } from "../../check-name.ts";
import type { Properties } from "../../properties.ts";
import type { HandlerContext, ResourceHandler } from "../../resource-handler.ts";
import { hasUnknown } from "../../unknown.ts";
import { indexRecallSchema } from "./schema.ts";

interface Inputs extends Omit<RecallGoal, "roles"> {
  readonly schema: string;
  readonly index: string;
  readonly byHand?: Readonly<Record<string, number>>;
}

/** The recall of an index, measured. Its id is `schema.index`; it leaves nothing on the server. */
export const indexRecallHandler: ResourceHandler = {
  token: "pgstack:index:IndexRecall",
  onServer: true,
  replaceOn: ["schema", "index"],
  schema: indexRecallSchema,

  check: (inputs) => ({
    inputs,
    failures: [
      ...checkName("schema", inputs.schema),
      ...checkName("index", inputs.index),
      ...(hasUnknown({ ...inputs, definition: undefined })
        ? []
        : checkRecallGoal(goalOf(inputs)).map((reason) => ({
            property: reason.split(" ", 1)[0] === "k" ? "k" : "atLeast",
            reason,
          }))),
    ],
  }),

  /** Rows come, and indexes are built again, without the program: looked at in every plan, not in those with a refresh alone. */
  async drift(outputs, inputs, context) {
    if (!context.knowsServer || hasUnknown({ ...inputs, definition: undefined })) return [];
    // What there is to say of a server that does not answer, others say.
    const known = (outputs.stale ?? []) as readonly string[];
    const stale = (await staleness(outputs, context).catch(() => known)) ?? [];
    for (const line of stale) tellOnce(outputs, line, context);
    return stale.length > 0 ? ["stale"] : [];
  },

  preview: (inputs) => inputs,

  async create(inputs, context) {
    const { schema, index } = inputs as unknown as Inputs;
    return { id: `${schema}.${index}`, outputs: await measure(inputs, context) };
  },

  async read(id, olds, inputs, context) {
    const stale = await staleness(olds, context);
    return stale === undefined ? undefined : { id, inputs, outputs: { ...olds, stale } };
  },

  update: (_id, _olds, inputs, context) => measure(inputs, context),

  async delete() {},
};

/** A plan with a refresh asks twice. */
const told = new Set<string>();

function tellOnce({ schema, index }: Properties, line: string, { note }: HandlerContext): void {
  const key = `${schema}.${index} ${line}`;
  if (told.has(key)) return;
  told.add(key);
  note(`to be measured again: ${line}`);
}

async function measure(inputs: Properties, context: HandlerContext): Promise<Properties> {
  const { schema, index: name, byHand = {} } = inputs as unknown as Inputs;
  const { pool, report, note, signal } = context;
  const found = await pool.use((client) =>
    gateRecall(client, { schema, name, goal: goalOf(inputs), byHand, report, signal }),
  );
  for (const line of [found.summary, ...found.notes]) note(line);
  return { ...inputs, ...found, stale: [] };
}

function staleness(outputs: Properties, { pool }: HandlerContext): Promise<readonly string[] | undefined> {
  const {
    schema,
    index: name,
    ...then
  } = outputs as unknown as Inputs & {
    readonly rows: number;
    readonly bytes: number;
    readonly incarnation: string;
    readonly measured: boolean;
  };
  return pool.use((client) => recallStaleness(client, { schema, name, goal: goalOf(outputs), ...then }));
}

function goalOf(properties: Properties): Omit<RecallGoal, "roles"> {
  const { k, atLeast, queries, from, seed } = properties as unknown as Inputs;
  return {
    k,
    atLeast,
    ...(queries !== undefined && { queries }),
    ...(from !== undefined && { from }),
    ...(seed !== undefined && { seed }),
  };
}
