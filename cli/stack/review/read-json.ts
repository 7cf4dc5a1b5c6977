import { readFileSync } from "node:fs";
import { UserError } from "../../../errors/user-error.ts";

/**
 * What another verb printed with --json, or nothing where it printed nothing: a step that did not get that far leaves no file,
 * or an empty one.
 * @throws UserError for a file that is not what is wanted
 */
export function readJson<T>(
  option: string,
  file: string | undefined,
  is: (value: Partial<T>) => boolean,
): T | undefined {
  if (file === undefined) return undefined;
  const text = textOf(file);
  if (text === undefined || text.trim() === "") return undefined;
  let value: Partial<T> | null;
  try {
    value = JSON.parse(text) as Partial<T> | null;
  } catch (cause) {
    throw new UserError("is not JSON", { where: `${option} ${file}`, mend: "Make it by --json.", cause });
  }
  if (typeof value !== "object" || value === null || !is(value))
    throw new UserError("is not what that verb prints", {
      where: `${option} ${file}`,
      mend: "Make it by --json.",
    });
  return value as T;
}

/** The text of a file; `undefined` where there is none. */
export function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
