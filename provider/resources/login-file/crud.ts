import { rmSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import type { ConnectionTarget } from "../../../db/connection-target.ts";
import { UserError } from "../../../errors/user-error.ts";
import { type AdminTarget, writeAdminLogin } from "../../../operations/login/write-admin-login.ts";
import { fromProject } from "../../../settings/paths.ts";
import type { Properties } from "../../properties.ts";
import type { HandlerContext, ResourceHandler } from "../../resource-handler.ts";

/**
 * A copy of the administrator's password on this machine. Reading it makes it anew: the file is part of the machine and not of what
 * is declared, so that a rotation is no change, and a fresh clone has the file before anything needs it.
 */
export const loginFileHandler: ResourceHandler = {
  token: "pgstack:index:LoginFile",
  onServer: false,
  refreshBeforeUpdate: true,
  replaceOn: ["path"],
  schema: {
    description: "The password of the provider's own login in a file, as libpq reads it by PGPASSFILE.",
    inputs: { path: { type: "string", description: "Relative to the project, or absolute." } },
    required: ["path"],
    outputs: {},
  },

  preview: (inputs) => inputs,

  async create(inputs, context) {
    await write(inputs, context);
    return { id: String(inputs.path), outputs: inputs };
  },

  async read(id, olds, inputs, context) {
    if (Object.keys(inputs).length === 0) return undefined;
    if (context.knowsServer)
      await write(inputs, context).catch((error: unknown) => {
        // Whether that matters shows when something connects: nothing may have to, and the server may be gone.
        if (!UserError.isInstance(error)) throw error;
        context.warn(`${inputs.path} was left as it is: ${error.message}`);
      });
    return { id, inputs, outputs: olds };
  },

  async update(_id, _olds, inputs, context) {
    await write(inputs, context);
    return inputs;
  },

  async delete(_id, { path }) {
    rmSync(fromProject(String(path)), { force: true });
  },
};

async function write(inputs: Properties, context: HandlerContext): Promise<void> {
  const path = fromProject(String(inputs.path));
  await writeAdminLogin(path, byReference(context.target));
  const { PGPASSFILE = "" } = process.env;
  if (PGPASSFILE !== "" && resolve(PGPASSFILE) === path) return;
  // .pgstack/stacks/<stack>/admin.pgpass
  const stack = basename(dirname(path));
  context.warn(
    `the plug-in postgresql finds no password: PGPASSFILE does not name ${path}. Before plain pulumi, run eval "$(npx pgstack env --stack ${stack})".`,
  );
}

function byReference({ credential, ...target }: ConnectionTarget): AdminTarget {
  if (typeof credential !== "string") throw new Error("a provider is configured with a reference");
  return { ...target, credential };
}
