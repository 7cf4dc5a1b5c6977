import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { UserError } from "../errors/user-error.ts";
import { checkSettings } from "./check-settings.ts";
import { type Mistake, mistakesError } from "./mistake.ts";
import { nearest } from "./nearest.ts";
import { projectRoot } from "./paths.ts";
import { readDocument } from "./read-document.ts";
import { checkStackName } from "./stack-name.ts";
import { yamlError } from "./yaml-error.ts";

/**
 * Reads `Pulumi.<stack>.yaml` before the engine does, which reports one mistake at a time.
 *
 * @param root folder of the file, and the one that relative paths in it start from
 * @returns key without namespace -> text, for `readSettings`
 * @throws UserError when there is no such file, when it is not valid YAML, or with the list of all mistakes in it
 */
export function readStackFile(stack: string, root: string = projectRoot): Record<string, string> {
  checkStackName(stack);
  return parseStackFile(stack, textOf(stack, root), root);
}

/** {@link readStackFile} for the text of a file. */
export function parseStackFile(
  stack: string,
  text: string,
  root: string = projectRoot,
): Record<string, string> {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false, logLevel: "error" });
  const repeated = document.errors.filter(({ code }) => code === "DUPLICATE_KEY");
  const errors = document.errors.filter(({ code }) => code !== "DUPLICATE_KEY");
  if (errors.length > 0) throw yamlError(fileOf(stack), errors, lineCounter);
  const { raw, secretKeys, mistakes } = readDocument(document);
  const twice = repeated.map(({ pos: [start] }) =>
    repetition(text.slice(start), lineCounter.linePos(start).line),
  );
  const all = [
    ...twice,
    ...mistakes,
    ...checkSettings(stack, raw, { secretKeys, root, asWritten: true }).mistakes,
  ];
  if (all.length > 0) throw mistakesError(stack, all);
  return raw;
}

/** The parser goes on after a key that is there twice, so that it can be told with the other mistakes. */
function repetition(text: string, line: number): Mistake {
  const key = /^(?<quote>["']?)(?<key>.+?)\k<quote>\s*:(?:\s|$)/.exec(text)?.groups?.key ?? "a key";
  return { key, problem: `there again on line ${line}`, mend: "remove one of the two" };
}

function fileOf(stack: string): string {
  return `Pulumi.${stack}.yaml`;
}

function textOf(stack: string, root: string): string {
  try {
    return readFileSync(join(root, fileOf(stack)), "utf8");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT") throw missing(stack, root);
    throw new UserError(`cannot be read (${code})`, {
      where: fileOf(stack),
      mend: "Make it a file you may read.",
      cause,
    });
  }
}

function missing(stack: string, root: string): UserError {
  const stacks = readdirSync(root).flatMap((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1] ?? []);
  const there =
    stacks.length === 0 ? "no stack has one here" : `the stacks here are ${inWords(stacks.sort())}`;
  const meant = nearest(stack, stacks);
  const model = meant ?? stacks[0];
  const copy = model === undefined ? `make ${fileOf(stack)}` : `copy ${fileOf(model)} to ${fileOf(stack)}`;
  return new UserError(`no such file: ${there}`, {
    where: fileOf(stack),
    mend: `${meant === undefined ? "" : `Did you mean ${meant}? `}For a new stack, ${copy}.`,
  });
}

function inWords(names: readonly string[]): string {
  return new Intl.ListFormat("en-GB").format(names);
}
