import { createHmac } from "node:crypto";
import type { ConnectionTarget } from "../../../db/connection-target.ts";
import { errorCode, SqlState } from "../../../db/error-codes.ts";
import { withConnection } from "../../../db/with-connection.ts";
import { setPassword } from "../../../sql/role/create-role.ts";
import { scramVerifier } from "../../../sql/role/scram-verifier.ts";
import type { Properties } from "../../properties.ts";
import type { HandlerContext, ResourceHandler } from "../../resource-handler.ts";

type Passwords = Readonly<Record<string, string>>;

/** Passwords of roles that somebody else makes, tried by logging in. */
export const rolePasswordsHandler: ResourceHandler = {
  token: "pgstack:index:RolePasswords",
  onServer: true,
  replaceOn: [],
  schema: {
    description: "That roles log in by the passwords they were given.",
    inputs: {
      passwords: {
        type: "object",
        additionalProperties: { type: "string" },
        secret: true,
        description: "Passwords of roles that are there, by name.",
      },
    },
    required: ["passwords"],
    outputs: {
      refused: {
        type: "array",
        items: { type: "string" },
        description: "Roles whose password the server refuses; the next update sets it again.",
      },
    },
  },

  drift: ({ refused }) => ((refused as readonly string[] | undefined)?.length ? ["refused"] : []),

  preview: (inputs) => ({ ...inputs, refused: [] }),

  async create(inputs, context) {
    return { id: "passwords", outputs: await apply(inputs, context) };
  },

  async read(id, olds, inputs, { target }) {
    if (inputs.passwords === undefined) return undefined;
    return {
      id,
      inputs,
      outputs: { ...olds, refused: await refusedOf(inputs.passwords as Passwords, target) },
    };
  },

  update: (_id, _olds, inputs, context) => apply(inputs, context),

  delete: async () => undefined,
};

async function apply(inputs: Properties, { pool, target }: HandlerContext): Promise<Properties> {
  const passwords = inputs.passwords as Passwords;
  const refused = await refusedOf(passwords, target);
  await pool.transaction(async (client) => {
    for (const role of refused)
      await client.query(setPassword(role, verifierOf(role, passwords[role] ?? "")));
  });
  return { ...inputs, refused: [] };
}

/** Of a salt that follows from the password, as whoever made the role has it: the same password is the same verifier. */
function verifierOf(role: string, password: string): string {
  const salt = createHmac("sha256", password).update(`salt of ${role}`).digest().subarray(0, 16);
  return scramVerifier(password, salt);
}

/** One after the other: a small server has few connections to spare. */
async function refusedOf(passwords: Passwords, target: ConnectionTarget): Promise<string[]> {
  const refused: string[] = [];
  for (const [user, password] of Object.entries(passwords)) {
    const credential = async () => password;
    try {
      await withConnection({ ...target, user, credential }, "pgstack provider", async () => undefined);
    } catch (error) {
      // Whatever else keeps a role out, such as its limit of connections, comes after the password.
      if (codeOf(error) === SqlState.invalidPassword) refused.push(user);
      else if (!refusedAfterwards.has(codeOf(error) ?? "")) throw error;
    }
  }
  return refused;
}

/** No login, no CONNECT, too many connections. */
const refusedAfterwards: ReadonlySet<string> = new Set(["28000", "42501", "53300"]);

function codeOf(error: unknown): string | undefined {
  return errorCode(error) ?? errorCode((error as Error).cause);
}
