import type { ConnectionTarget, CredentialReference } from "../../../db/connection-target.ts";
import { mayPass, waitForServer } from "../../../db/wait-for-server.ts";
import { withConnection } from "../../../db/with-connection.ts";
import { UserError } from "../../../errors/user-error.ts";
import { type IdentityRow, readIdentity } from "../../../sql/server/read-identity.ts";
import type { Properties } from "../../properties.ts";
import type { HandlerContext, ResourceHandler } from "../../resource-handler.ts";
import { hasUnknown } from "../../unknown.ts";

interface Inputs extends Omit<ConnectionTarget, "credential"> {
  readonly credential: CredentialReference;
  readonly copies?: Readonly<Record<string, string>>;
}

/** How long a server may take to answer, in milliseconds: recovery after a crash included. */
const patience = 60_000;

/**
 * A server that answers. It owns nothing: making it waits, deleting it does nothing. Who answers is asked at each
 * comparison, which comes after the server itself was seen to; the engine's refreshes come before.
 */
export const runningServerHandler: ResourceHandler = {
  token: "pgstack:index:RunningServer",
  onServer: false,
  replaceOn: ["answering"],
  deleteBeforeReplace: true,
  schema: {
    description: "A server that answers, and who it is.",
    inputs: {
      host: { type: "string", description: "Name or address of the server." },
      port: { type: "integer", description: "TCP port." },
      database: { type: "string", description: "A database that is there from the start." },
      user: { type: "string", description: "Role to connect as." },
      credential: { type: "string", description: "Where the password is found: `file:<path>`." },
      tls: { type: "string", description: "`disable` on the loopback interface, else `verify-full`." },
      caFile: { type: "string", description: "File with the certificates to trust. Default: the system's." },
      copies: {
        type: "object",
        additionalProperties: { type: "string" },
        description: "Identifier of the first data by those of its copies, which are the same data.",
      },
    },
    required: ["host", "port", "database", "user", "credential", "tls"],
    outputs: {
      systemIdentifier: {
        type: "string",
        description: "PostgreSQL's own identifier of the data, or of the first it is a copy of.",
      },
      version: { type: "string", description: "PostgreSQL's version." },
      status: { type: "string", description: "running, or unreachable." },
      answering: { type: "string", description: "Identifier of the server that answers there now." },
    },
  },

  async drift({ systemIdentifier }, inputs) {
    if (hasUnknown(inputs)) return [];
    const found = await askOnce(inputs as unknown as Inputs);
    if (found === undefined) return ["status"];
    return identityOf(inputs, found) === systemIdentifier ? [] : ["answering"];
  },

  preview: (inputs, olds) =>
    olds === undefined
      ? { ...inputs, status: "running" }
      : { ...olds, ...inputs, status: "running", answering: olds.systemIdentifier },

  async create(inputs, context) {
    const found = await wait(inputs as unknown as Inputs, context);
    return { id: identityOf(inputs, found), outputs: outputsOf(inputs, found) };
  },

  async read(id, olds, inputs) {
    if (Object.keys(inputs).length === 0) return undefined;
    const found = await askOnce(inputs as unknown as Inputs);
    const now =
      found === undefined
        ? { status: "unreachable" }
        : { status: "running", version: found.version, answering: identityOf(inputs, found) };
    return { id, inputs, outputs: { ...olds, ...now } };
  },

  async update(_id, olds, inputs, context) {
    const found = await wait(inputs as unknown as Inputs, context);
    // Another server than the one known: the next update replaces this one.
    return { ...outputsOf(inputs, found), systemIdentifier: olds.systemIdentifier };
  },

  delete: async () => undefined,
};

function outputsOf(inputs: Properties, found: IdentityRow): Properties {
  const systemIdentifier = identityOf(inputs, found);
  return {
    ...inputs,
    systemIdentifier,
    version: found.version,
    status: "running",
    answering: systemIdentifier,
  };
}

/** Whose data it is: a copy that an upgrade has made holds all that was declared. */
function identityOf({ copies }: Properties, { system_identifier }: IdentityRow): string {
  return (copies as Inputs["copies"])?.[system_identifier] ?? system_identifier;
}

async function ask(target: Inputs): Promise<IdentityRow> {
  const { rows } = await withConnection(target, "pgstack provider", (client) =>
    client.query<IdentityRow>(readIdentity),
  );
  const [row] = rows;
  if (row === undefined) throw new Error("pg_control_system() returned no row");
  return row;
}

/** `undefined` for one that does not answer, or refuses the password: neither is this resource's to mend. */
async function askOnce(target: Inputs): Promise<IdentityRow | undefined> {
  try {
    return await ask(target);
  } catch (error) {
    if (UserError.isInstance(error) || mayPass(error)) return undefined;
    throw error;
  }
}

async function wait(target: Inputs, { signal, report }: HandlerContext): Promise<IdentityRow> {
  report("waiting for the server to answer");
  return waitForServer(() => ask(target), patience, signal);
}
