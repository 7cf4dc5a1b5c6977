import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fromProject } from "../../../settings/paths.ts";
import type { Properties } from "../../properties.ts";
import type { ResourceHandler } from "../../resource-handler.ts";

/** A password in a file of mode 0600. Looked at before every update, so that one that was deleted is written again. */
export const passwordFileHandler: ResourceHandler = {
  token: "pgstack:index:PasswordFile",
  onServer: false,
  refreshBeforeUpdate: true,
  replaceOn: ["path"],
  schema: {
    description: "A file with a password alone, readable by its owner only.",
    inputs: {
      path: { type: "string", description: "Relative to the project, or absolute." },
      password: { type: "string", secret: true, description: "The password." },
    },
    required: ["path", "password"],
    outputs: {
      credential: { type: "string", description: "`file:<path>`, for whoever connects." },
      status: { type: "string", description: "written, or missing, or changed by hand." },
    },
  },

  drift: ({ status }) => (status === "written" ? [] : ["status"]),

  preview: (inputs) => outputsOf(inputs),

  async create(inputs) {
    write(inputs);
    return { id: String(inputs.path), outputs: outputsOf(inputs) };
  },

  async read(id, olds, inputs) {
    if (Object.keys(inputs).length === 0) return undefined;
    return { id, inputs, outputs: { ...olds, status: statusOf(String(inputs.path), inputs.password) } };
  },

  async update(_id, _olds, inputs) {
    write(inputs);
    return outputsOf(inputs);
  },

  async delete(_id, { path }) {
    rmSync(fromProject(String(path)), { force: true });
  },
};

function outputsOf(inputs: Properties): Properties {
  return { ...inputs, credential: `file:${inputs.path}`, status: "written" };
}

/** Whole or not at all. */
function write({ path, password }: Properties): void {
  const file = fromProject(String(path));
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${password}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, file);
}

function statusOf(path: string, password: unknown): string {
  const file = fromProject(path);
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return "missing";
  const kept = readFileSync(file, "utf8").trim() === password && (stats.mode & 0o077) === 0;
  return kept ? "written" : "changed by hand";
}
