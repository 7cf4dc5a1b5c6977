import { createHmac } from "node:crypto";
import type { CredentialReference } from "../../../db/connection-target.ts";
import { resolveCredential } from "../../../db/credential.ts";
import type { SuperuserReference } from "../../../db/superuser/superuser-reference.ts";
import { superuserRows } from "../../../db/superuser/superuser-rows.ts";
import { superuserScript } from "../../../db/superuser/superuser-script.ts";
import { mayPass, waitForServer } from "../../../db/wait-for-server.ts";
import { UserError } from "../../../errors/user-error.ts";
import { adminStatements, dropAdminStatements } from "../../../sql/rds/admin-statements.ts";
import { inTransaction } from "../../../sql/rds/in-transaction.ts";
import { type AdminRow, readAdmin } from "../../../sql/rds/read-admin.ts";
import { isPasswordOf, scramVerifier } from "../../../sql/role/scram-verifier.ts";
import { checkName } from "../../check-name.ts";
import type { Properties } from "../../properties.ts";
import type { ResourceHandler } from "../../resource-handler.ts";
import { hasUnknown } from "../../unknown.ts";

interface Inputs {
  readonly superuser: SuperuserReference;
  readonly name: string;
  readonly credential: CredentialReference;
  readonly version: number;
}

/** How long a server that starts may take to answer, in milliseconds. */
const patience = 60_000;

/** An administrator as RDS has one. The server is asked at each comparison what became of it. */
export const adminRoleHandler: ResourceHandler = {
  token: "pgstack:index:AdminRole",
  onServer: false,
  replaceOn: ["name"],
  schema: {
    description:
      "The administrator of a server, with the rights of RDS's: a member of rds_superuser and no superuser.",
    inputs: {
      superuser: { type: "string", description: "How the server's true superuser is reached." },
      name: { type: "string", description: "Name of the administrator. A change replaces it." },
      credential: { type: "string", description: "Where its password is found: `file:<path>`." },
      version: { type: "integer", description: "Of the password: a change sets the one that is there then." },
    },
    required: ["superuser", "name", "credential", "version"],
    outputs: {
      problems: {
        type: "array",
        items: { type: "string" },
        description: "What is not as declared; the next update mends it.",
      },
    },
  },

  check: (inputs) => ({ inputs, failures: checkName("name", inputs.name) }),

  drift: async (_outputs, inputs) =>
    !hasUnknown(inputs) && (await look(inputs as unknown as Inputs)).length > 0 ? ["problems"] : [],

  preview: (inputs) => ({ ...inputs, problems: [] }),

  async create(inputs, { signal }) {
    return { id: String(inputs.name), outputs: await apply(inputs, signal) };
  },

  async read(id, olds, inputs) {
    if (Object.keys(inputs).length === 0) return undefined;
    return { id, inputs, outputs: { ...olds, problems: await look(inputs as unknown as Inputs) } };
  },

  update: (_id, _olds, inputs, { signal }) => apply(inputs, signal),

  async delete(id, olds, { signal }) {
    const { superuser } = olds as unknown as Inputs;
    await superuserScript(superuser, inTransaction(dropAdminStatements(id)), { signal });
  },
};

async function apply(given: Properties, signal: AbortSignal): Promise<Properties> {
  const { superuser, name, credential } = given as unknown as Inputs;
  const password = await resolveCredential(credential);
  const salt = createHmac("sha256", password).update(`salt of ${name}`).digest().subarray(0, 16);
  const sql = inTransaction(adminStatements(name, scramVerifier(password, salt)));
  await waitForServer(() => superuserScript(superuser, sql, { signal }), patience, signal);
  return { ...given, problems: [] };
}

/** What is not as declared; a server that cannot be asked is not this resource's to mend, but has to be asked again. */
async function look({ superuser, name, credential }: Inputs): Promise<string[]> {
  try {
    const [row] = await superuserRows<AdminRow>(superuser, readAdmin(name));
    if (row === undefined) throw new Error("a query without FROM has one row");
    const password = await resolveCredential(credential).catch(unlessUserError);
    const set = password === undefined || (row.verifier !== null && isPasswordOf(password, row.verifier));
    return [...row.problems, ...(set ? [] : ["password"])];
  } catch (error) {
    if (UserError.isInstance(error) || mayPass(error)) return ["unreachable"];
    throw error;
  }
}

/** The file of the password is somebody else's to mend, before this resource is updated. */
function unlessUserError(error: unknown): undefined {
  if (!UserError.isInstance(error)) throw error;
}
