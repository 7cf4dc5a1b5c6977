import { execFile, execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { projectRoot } from "../../settings/paths.ts";

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A checkout of its own, as after `git clone` and `npm ci`: its stacks, state and data are nobody else's. */
export class Checkout implements AsyncDisposable {
  readonly folder: string;
  readonly #environment: Record<string, string | undefined>;

  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), "pgstack-checkout-"));
    const files = git(projectRoot, "ls-files", "--cached", "--others", "--exclude-standard")
      .split("\n")
      .filter(Boolean);
    for (const file of files) {
      mkdirSync(dirname(join(this.folder, file)), { recursive: true });
      cpSync(join(projectRoot, file), join(this.folder, file));
    }
    this.#takeEmbedded();
    symlinkSync(join(projectRoot, "node_modules"), join(this.folder, "node_modules"), "dir");
    git(this.folder, "init", "--quiet");
    // `node_modules/` in .gitignore means a folder, and here it is a link.
    writeFileSync(join(this.folder, ".git/info/exclude"), "node_modules\n");
    git(this.folder, "add", "--all");
    git(
      this.folder,
      "-c",
      "user.name=test",
      "-c",
      "user.email=test@localhost",
      "commit",
      "--quiet",
      "-m",
      "checkout",
    );
    const { PULUMI_STACK: _, ...environment } = process.env;
    this.#environment = { ...environment, NO_COLOR: "1" };
  }

  path(...parts: string[]): string {
    return join(this.folder, ...parts);
  }

  read(...parts: string[]): string {
    return readFileSync(this.path(...parts), "utf8");
  }

  /** Changes of tracked files and files git does not ignore, as `git status --porcelain` prints them. */
  gitStatus(): string {
    return git(this.folder, "status", "--porcelain");
  }

  /** Sets keys of a stack's file in place of all that is there; the server is the embedded one unless it is a key. */
  configure(stack: string, keys: Record<string, string>): void {
    const lines = Object.entries({ server: "embedded", ...keys }).map(
      ([key, value]) => `  ${key.includes(":") ? key : `pgstack:${key}`}: ${value}`,
    );
    writeFileSync(this.path(`Pulumi.${stack}.yaml`), ["config:", ...lines, ""].join("\n"));
  }

  /** What `auto` takes depends on the machine, and what a test asserts must not. */
  #takeEmbedded(): void {
    const file = this.path("Pulumi.dev.yaml");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace("pgstack:server: auto", "pgstack:server: embedded"));
  }

  /** Runs `pgstack` to its end. */
  pgstack(...args: string[]): Promise<Ended> {
    return this.run(process.execPath, [this.path("bin/pgstack.mjs"), ...args]);
  }

  /** Runs `pgstack` and throws what it printed unless it ended well. */
  async mustRun(...args: string[]): Promise<Ended> {
    const ended = await this.pgstack(...args);
    if (ended.code !== 0)
      throw new Error(
        `pgstack ${args.join(" ")} ended with ${ended.code}:\n${ended.stdout}\n${ended.stderr}`,
      );
    return ended;
  }

  /** Starts `pgstack` in a process group of its own, as a shell does. */
  start(...args: string[]) {
    const child = spawn(process.execPath, [this.path("bin/pgstack.mjs"), ...args], {
      cwd: this.folder,
      env: this.#environment,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const ended = new Promise<Ended>((resolve) => {
      let stdout = "";
      child.stdout.on("data", (chunk: Buffer) => {
        stdout += chunk;
        output += chunk;
      });
      let stderr = "";
      child.stderr.on("data", (chunk: Buffer) => {
        stderr += chunk;
        output += chunk;
      });
      child.on("close", (code) => resolve({ code, stdout, stderr }));
    });
    return { pid: child.pid ?? 0, ended, output: () => output };
  }

  run(command: string, args: readonly string[], environment: Record<string, string> = {}): Promise<Ended> {
    return new Promise((resolve) => {
      const options = {
        cwd: this.folder,
        env: { ...this.#environment, ...environment },
        maxBuffer: 64 * 1024 * 1024,
      };
      const child = execFile(command, args, options, (_error, stdout, stderr) => {
        resolve({ code: child.exitCode, stdout, stderr });
      });
    });
  }

  /** Rows of a query, as objects. */
  async query(sql: string, role = "mcp_readonly"): Promise<Record<string, string | null>[]> {
    const { stdout } = await this.mustRun("query", "--json", "--role", role, sql);
    return JSON.parse(stdout).flatMap((result: { rows: Record<string, string | null>[] }) => result.rows);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.pgstack("destroy", "--yes");
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function git(folder: string, ...args: string[]): string {
  return execFileSync("git", ["-C", folder, ...args], { encoding: "utf8" });
}
