import { readFileSync } from "node:fs";
import { UserError } from "../../../errors/user-error.ts";
import { explain } from "../../../operations/index/explain/explain.ts";
import { oneStatement } from "../../../operations/index/explain/one-statement.ts";
import { explanationJson } from "../../output/index/explanation-json.ts";
import { explanationText } from "../../output/index/explanation-text.ts";
import { styler } from "../../output/style.ts";
import { roleTarget } from "../role-target.ts";
import { withIndexes } from "./with-indexes.ts";

export interface ExplainOptions {
  readonly stack: string;
  readonly role: string;
  readonly analyze?: boolean | undefined;
  /** Seconds. */
  readonly timeout: number;
  readonly json?: boolean | undefined;
}

/** Prints the plan of a statement, and which indexes would make it cheaper. */
export async function explainIndexes(
  given: string,
  { stack, role, analyze, timeout, json }: ExplainOptions,
): Promise<void> {
  const text = textOf(given);
  // A mistake in it is said before anything is opened.
  oneStatement(text);
  const found = await withIndexes(stack, ({ client, outputs }) => {
    roleTarget(outputs, stack, role);
    const taken = role === outputs.admin.user ? undefined : role;
    return explain(client, text, { role: taken, analyze, timeoutMs: timeout * 1_000 });
  });
  process.stdout.write(
    json
      ? `${JSON.stringify(explanationJson(found))}\n`
      : `${explanationText(found, process.stdout.columns, styler(process.stdout))}\n`,
  );
}

/** A statement as it is, or what is in a file or standard input. */
function textOf(given: string): string {
  if (given === "-") return readFileSync(0, "utf8");
  if (!/^\S+\.sql$/i.test(given)) return given;
  try {
    return readFileSync(given, "utf8");
  } catch (cause) {
    throw new UserError(`${given} cannot be read`, {
      where: "statement",
      mend: "Give the path of a file, or the statement itself.",
      cause,
    });
  }
}
