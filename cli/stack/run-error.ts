import { UserError } from "../../errors/user-error.ts";
import { primary } from "../../operations/docker/members.ts";
import { causesOf, type EngineError } from "../output/engine-error.ts";
import { resourceName, stackOf } from "../output/engine-text.ts";
import type { KnownCause } from "../output/known-cause.ts";
import { knownCause } from "../output/known-causes.ts";
import { logCause } from "../output/log-causes.ts";
import type { RunReport } from "../output/progress.ts";
import { stackIsHeld } from "../workspace/run-lock.ts";
import { type EndOfLog, endOfServerLog } from "./server-log.ts";

/** A run of the engine that failed. */
export interface FailedRun {
  /** The verb, e.g. `up`. */
  readonly what: string;
  /** By Ctrl-C. */
  readonly interrupted: boolean;
  readonly report: RunReport;
  /** What the CLI wrote there. */
  readonly stderr: string;
  /** The ends of the logs of containers that were given up. */
  readonly logs: readonly EndOfLog[];
  readonly cause: unknown;
}

/** What the engine says when another run, one of plain `pulumi`, has the stack, or takes it in the same moment. */
const otherRun = [
  /the stack is currently locked by \d+ lock/,
  /stat \S+\/\.pulumi\/locks\/\S+: no such file/,
];

/** How many resources are named of those that the same happened to. */
const shownNames = 3;

/** One thing to tell: what, with the mend below it. */
interface Told {
  readonly what: string;
  readonly mend: string | undefined;
  readonly where: string | undefined;
}

/** The error for a run that failed: every cause once, and what to do about it. */
export async function runError({
  what,
  interrupted,
  report,
  stderr,
  logs,
  cause,
}: FailedRun): Promise<UserError> {
  if (interrupted) {
    return new UserError(`${what} was interrupted`, {
      mend: "Run it again: it goes on where it stopped.",
      cause,
    });
  }
  if (otherRun.some((words) => words.test(stderr))) return stackIsHeld(cause);
  const causes = causesOf(report.errors);
  const said = stderr.trim() || (cause instanceof Error ? cause.message : String(cause));
  const told = together(
    await Promise.all(
      (causes.length > 0 ? causes : [{ urn: undefined, text: said }]).map((error) => tell(error, logs)),
    ),
  );
  const changed = what !== "preview" && report.changes.size > 0;
  const stays = changed ? "What was done before stays done: mend the cause and run it again." : undefined;
  const [only] = told;
  if (told.length === 1 && only?.mend !== undefined) return one(only, stays, cause);
  const lines = told.flatMap(({ where, what: line, mend }) => [
    indented(where === undefined ? line : `${where}: ${line}`),
    ...(mend === undefined ? [] : [indented(indented(mend))]),
  ]);
  return new UserError([`${what} failed`, ...lines].join("\n"), {
    mend: stays ?? "Nothing was changed: mend the cause and run it again.",
    cause,
  });
}

function one({ where, what, mend }: Told, stays: string | undefined, cause: unknown): UserError {
  return new UserError(what, {
    ...(where !== undefined && { where }),
    mend: [mend, stays].filter((line) => line !== undefined).join("\n  "),
    cause,
  });
}

/** What happened to several resources is told once, with the names of some. */
function together(told: readonly Told[]): Told[] {
  const groups = Map.groupBy(told, ({ what, mend }) => `${what}\0${mend}`);
  return [...groups.values()].flatMap((group) => {
    const names = [...new Set(group.flatMap(({ where }) => where ?? []))];
    const more = names.length > shownNames ? ` and ${names.length - shownNames} more` : "";
    const where = names.length === 0 ? undefined : names.slice(0, shownNames).join(", ") + more;
    return group.slice(0, 1).map((first) => ({ ...first, where }));
  });
}

async function tell({ urn, text }: EngineError, givenUp: readonly EndOfLog[]): Promise<Told> {
  const where = urn === undefined ? undefined : resourceName(urn);
  const own = asUserError(text);
  // The program has looked already what a cause means.
  const known = where === undefined && own.mend !== undefined ? undefined : knownCause(text);
  if (known === undefined) return { where, ...own };
  if (known.ofMachine) return { where: undefined, what: known.what, mend: known.mend };
  if (!known.inLog || urn === undefined) return { where, ...known };
  const log = await endOfServerLog(stackOf(urn), partOf(resourceName(urn)), givenUp);
  return { where, ...(log === undefined ? known : withLog(known, log)) };
}

/** The resource of a container is called after its part of the server: `server`, `server-replica-1`. */
function partOf(resource: string): string {
  return resource.startsWith("server-") ? resource.slice("server-".length) : primary;
}

function withLog({ what }: KnownCause, { container, lines }: EndOfLog): Pick<Told, "what" | "mend"> {
  return {
    what: [`${what}; its log ends with`, ...lines.map((line) => `    ${line}`)].join("\n"),
    mend: logCause(lines) ?? `\`docker logs ${container}\` shows more of it.`,
  };
}

/** What the program and our own plug-in report is the text of a UserError: its mend stands indented below it. */
function asUserError(text: string): Pick<Told, "what" | "mend"> {
  const [first = "", ...rest] = text.split("\n");
  const isMend = rest.length > 0 && rest.every((line) => line.startsWith("  ") && !/^\s+at /.test(line));
  return isMend
    ? { what: first, mend: rest.map((line) => line.slice(2)).join("\n  ") }
    : { what: text, mend: undefined };
}

function indented(text: string): string {
  return `  ${text.replaceAll("\n", "\n  ")}`;
}
