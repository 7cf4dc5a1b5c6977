import type { SuperuserReference } from "../../../db/superuser/superuser-reference.ts";
import { superuserRows } from "../../../db/superuser/superuser-rows.ts";
import { superuserScript } from "../../../db/superuser/superuser-script.ts";
import { mayPass, waitForServer } from "../../../db/wait-for-server.ts";
import { UserError } from "../../../errors/user-error.ts";
import { replicator } from "../../../model/service-roles.ts";
import { inTransaction } from "../../../sql/rds/in-transaction.ts";
import {
  createSlots,
  dropSlots,
  dropWithReaders,
  readReplication,
  replicatorStatements,
} from "../../../sql/rds/replication-statements.ts";
import type { Properties } from "../../properties.ts";
import type { CheckFailure, ResourceHandler } from "../../resource-handler.ts";
import { hasUnknown, unknown } from "../../unknown.ts";

interface Inputs {
  readonly superuser: SuperuserReference;
  readonly slots: readonly string[];
}

/** How long a server that starts may take to answer, in milliseconds. */
const patience = 60_000;

/** Role and slots for replicas. The server is asked at each comparison what became of them. */
export const replicationHandler: ResourceHandler = {
  token: "pgstack:index:Replication",
  onServer: false,
  replaceOn: [],
  schema: {
    description: "What replicas need of their primary: a role that logs in by certificate, and a slot each.",
    inputs: {
      superuser: { type: "string", description: "How the server's true superuser is reached." },
      slots: {
        type: "array",
        items: { type: "string" },
        description: "Physical replication slots, named replica_<...>. Others of such names are dropped.",
      },
    },
    required: ["superuser", "slots"],
    outputs: {
      problems: {
        type: "array",
        items: { type: "string" },
        description: "What is not as declared; the next update mends it.",
      },
    },
  },

  check: (inputs) => ({ inputs, failures: checkSlots(inputs.slots) }),

  drift: async (_outputs, inputs) =>
    !hasUnknown(inputs) && (await look(inputs as unknown as Inputs)).length > 0 ? ["problems"] : [],

  preview: (inputs) => ({ ...inputs, problems: [] }),

  async create(inputs, { signal }) {
    return { id: replicator, outputs: await apply(inputs, [], signal) };
  },

  async read(id, olds, inputs) {
    if (Object.keys(inputs).length === 0) return undefined;
    return { id, inputs, outputs: { ...olds, problems: await look(inputs as unknown as Inputs) } };
  },

  update(_id, olds, inputs, { signal }) {
    const kept = new Set((inputs as unknown as Inputs).slots);
    const removed = (olds as unknown as Inputs).slots.filter((slot) => !kept.has(slot));
    return apply(inputs, removed, signal);
  },

  async delete(_id, olds, { signal }) {
    const { superuser, slots } = olds as unknown as Inputs;
    const drop = inTransaction([`DROP ROLE IF EXISTS "${replicator}"`]);
    await superuserScript(superuser, `${dropWithReaders(slots)};\n${dropSlots([])};\n${drop}`, { signal });
  },
};

/** Slots are no part of a transaction: they come after the role, which a replica needs to read one. */
async function apply(
  given: Properties,
  removed: readonly string[],
  signal: AbortSignal,
): Promise<Properties> {
  const { superuser, slots } = given as unknown as Inputs;
  const order = [dropWithReaders(removed), dropSlots(slots), createSlots(slots)].map((sql) => `${sql};`);
  const script = [inTransaction(replicatorStatements), ...order].join("\n");
  await waitForServer(() => superuserScript(superuser, script, { signal }), patience, signal);
  return { ...given, problems: [] };
}

/** What is not as declared; a server that cannot be asked is not this resource's to mend, but has to be asked again. */
async function look({ superuser, slots }: Inputs): Promise<string[]> {
  try {
    const rows = await superuserRows<{ problem: string }>(superuser, readReplication(slots));
    return rows.map(({ problem }) => problem);
  } catch (error) {
    if (UserError.isInstance(error) || mayPass(error)) return ["unreachable"];
    throw error;
  }
}

function checkSlots(slots: unknown): CheckFailure[] {
  if (!Array.isArray(slots)) return [];
  const bad = slots.filter((slot) => slot !== unknown && !/^replica_[a-z0-9_]{1,50}$/.test(String(slot)));
  return bad.map((slot) => ({
    property: "slots",
    reason: `"${slot}" is no name for a slot here: replica_ and lower-case letters, digits or _`,
  }));
}
