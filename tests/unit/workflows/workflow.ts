import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { projectRoot } from "../../../settings/paths.ts";

/** A step of a job, as far as tests look at it. */
export interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Job {
  readonly if?: string;
  readonly needs?: string | readonly string[];
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly "timeout-minutes"?: number;
  readonly steps: readonly Step[];
}

export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly concurrency?: Readonly<Record<string, unknown>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const github = join(projectRoot, ".github");

/** Every workflow's text, by its name. */
export const workflowTexts: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(join(github, "workflows")).map((name) => [
    name.replace(/\.yml$/, ""),
    readFileSync(join(github, "workflows", name), "utf8"),
  ]),
);

/** The local action's text. */
export const setupText: string = readFileSync(join(github, "actions", "setup", "action.yml"), "utf8");

export function workflow(name: string): Workflow {
  return parse(workflowTexts[name] ?? "") as Workflow;
}

export function job(name: string, of: string): Job {
  const found = workflow(name).jobs[of];
  if (found === undefined) throw new Error(`${name} has no job ${of}`);
  return found;
}
