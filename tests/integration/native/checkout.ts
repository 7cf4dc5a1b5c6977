import { type ChildProcess, spawn } from "node:child_process";
import { chownSync, cpSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { SystemUser } from "../../../machine/system-user.ts";
import type { NativeConfig } from "../../../operations/native/native-config.ts";
import { runAs, unreachable } from "../../../operations/native/server-user.ts";

const here = fileURLToPath(new URL("../../..", import.meta.url));
/** What the operations are made of; none of it needs a package. */
const rooms = [
  "errors",
  "machine",
  "model",
  "settings",
  "configuration",
  "db",
  "sql",
  "operations",
  "embedded",
  "tests/integration/native",
  "package.json",
];

/** A copy of the operations that every user can read, and processes of theirs that run them. */
export class Checkout {
  readonly #root: string;
  readonly #node: string;

  /**
   * @param root a new folder, which becomes the owner's
   * @param user who must be able to run what is there
   */
  constructor(root: string, owner: SystemUser, user: SystemUser) {
    for (const room of rooms) cpSync(join(here, room), join(root, room), { recursive: true });
    for (const name of [".", ...(readdirSync(root, { recursive: true }) as string[])]) {
      chownSync(join(root, name), owner.uid, owner.gid);
    }
    this.#root = root;
    this.#node = process.execPath;
    if (unreachable(user, dirname(process.execPath)) !== undefined) {
      this.#node = join(root, "node");
      cpSync(process.execPath, this.#node);
    }
  }

  /** Starts an operation as that user, in a process of its own. */
  begin(user: SystemUser, verb: "start" | "stop", config: NativeConfig): ChildProcess {
    return spawn(
      this.#node,
      [join(this.#root, "tests/integration/native/operate.ts"), verb, JSON.stringify(config)],
      {
        ...runAs(user),
        cwd: this.#root,
        env: { PATH: process.env.PATH },
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
  }

  /** Runs an operation as that user; what it gave. */
  async run(
    user: SystemUser,
    verb: "start" | "stop",
    config: NativeConfig,
  ): Promise<{ error?: string; pid?: number }> {
    const child = this.begin(user, verb, config);
    let said = "";
    for await (const chunk of child.stdout ?? []) said += chunk;
    return JSON.parse(said);
  }
}
