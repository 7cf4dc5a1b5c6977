import type { SuperuserReference } from "../../../db/superuser/superuser-reference.ts";
import { superuserRows } from "../../../db/superuser/superuser-rows.ts";
import { superuserScript } from "../../../db/superuser/superuser-script.ts";
import { mayPass, waitForServer } from "../../../db/wait-for-server.ts";
import { UserError } from "../../../errors/user-error.ts";
import { poolerRole } from "../../../model/service-roles.ts";
import { inTransaction } from "../../../sql/rds/in-transaction.ts";
import { dropPoolerStatements, poolerStatements, readPooler } from "../../../sql/rds/pooler-statements.ts";
import type { Properties } from "../../properties.ts";
import type { ResourceHandler } from "../../resource-handler.ts";
import { hasUnknown } from "../../unknown.ts";

/** How long a server that starts may take to answer, in milliseconds. */
const patience = 60_000;

/** Role, schema and function for PgBouncer. The server is asked at each comparison what became of them. */
export const poolerRoleHandler: ResourceHandler = {
  token: "pgstack:index:PoolerRole",
  onServer: false,
  replaceOn: [],
  schema: {
    description:
      "What PgBouncer needs of a server: a role that logs in by certificate and may look up verifiers.",
    inputs: {
      superuser: { type: "string", description: "How the server's true superuser is reached." },
    },
    required: ["superuser"],
    outputs: {
      problems: {
        type: "array",
        items: { type: "string" },
        description: "What is not as declared; the next update mends it.",
      },
    },
  },

  drift: async (_outputs, inputs) =>
    !hasUnknown(inputs) && (await look(inputs)).length > 0 ? ["problems"] : [],

  preview: (inputs) => ({ ...inputs, problems: [] }),

  async create(inputs, { signal }) {
    return { id: poolerRole, outputs: await apply(inputs, signal) };
  },

  async read(id, olds, inputs) {
    if (Object.keys(inputs).length === 0) return undefined;
    return { id, inputs, outputs: { ...olds, problems: await look(inputs) } };
  },

  update: (_id, _olds, inputs, { signal }) => apply(inputs, signal),

  async delete(_id, olds, { signal }) {
    await superuserScript(superuserOf(olds), inTransaction(dropPoolerStatements), { signal });
  },
};

async function apply(inputs: Properties, signal: AbortSignal): Promise<Properties> {
  const script = inTransaction(poolerStatements);
  await waitForServer(() => superuserScript(superuserOf(inputs), script, { signal }), patience, signal);
  return { ...inputs, problems: [] };
}

/** What is not as declared; a server that cannot be asked is not this resource's to mend, but has to be asked again. */
async function look(inputs: Properties): Promise<string[]> {
  try {
    const rows = await superuserRows<{ problem: string }>(superuserOf(inputs), readPooler);
    return rows.map(({ problem }) => problem);
  } catch (error) {
    if (UserError.isInstance(error) || mayPass(error)) return ["unreachable"];
    throw error;
  }
}

function superuserOf(properties: Properties): SuperuserReference {
  return String(properties.superuser) as SuperuserReference;
}
