import { plainText } from "./engine-text.ts";

/** One thing that went wrong. */
export interface EngineError {
  /** Of the resource it happened to; `undefined` for the program itself. */
  readonly urn: string | undefined;
  readonly text: string;
}

/** The engine's summing up of what it has reported already. */
const echo = /^(update|preview|destroy|refresh) failed$|^Program failed/;
/** Where in the bridge to Terraform's providers a line was written. */
const writtenAt = /^\s*[\w./-]+\.go:\d+: (?:sdk\.\w+: )?/;
/** Which provider wrote it. */
const writtenBy = /: provider=[\w-]+@\S+$/;
/** What stands before a cause in a list of them, once for each layer that passed it on. */
const passedOn =
  /^(?:\d+ errors? occurred:|\* |Preview failed: |(?:creating|updating|deleting|reading|refreshing) urn:\S+: )\s*/;
/** How the engine says that a resource's check refuses a property; the value stands in the program, and may be long. */
const ofProperty = /^\S+ resource '[^']*': property (\S+) value .*? has a problem: /s;
const listed = /\n\s*\* /;

/**
 * What really went wrong, each cause once: providers that Pulumi bridges report one as a line of their log and again in
 * a list, with the names of every layer between.
 */
export function causesOf(errors: readonly EngineError[]): EngineError[] {
  const causes = errors.flatMap(({ urn, text }) =>
    withoutFraming(text).map((cause) => ({ urn: ofStack(urn) ? undefined : urn, text: cause })),
  );
  const seen = new Set<string>();
  return causes.filter(({ urn = "", text }) => {
    const key = `${urn}\0${text}`;
    return !echo.test(text) && !seen.has(key) && seen.add(key);
  });
}

function ofStack(urn: string | undefined): boolean {
  return urn === undefined || urn === "" || urn.includes("pulumi:pulumi:Stack");
}

function withoutFraming(text: string): string[] {
  const plain = plainText(text).replace(writtenAt, "").replace(writtenBy, "");
  return plain
    .split(listed)
    .map((cause) => stripped(cause).replace(ofProperty, "$1: "))
    .filter((cause) => cause !== "");
}

function stripped(cause: string): string {
  const shorter = cause.trim().replace(passedOn, "");
  return shorter === cause ? cause : stripped(shorter);
}
