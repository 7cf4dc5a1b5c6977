import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../errors/user-error.ts";
import { stackFolder } from "./paths.ts";

/** What `pgstack rotate` renews. */
export const rotationSubjects = ["certificates", "passwords"] as const;
export type RotationSubject = (typeof rotationSubjects)[number];

/** How often each was made in this stack; another number calls for new ones. */
export type Rotations = Readonly<Record<RotationSubject, number>>;

/**
 * The stack's rotations: 1 of each until one is counted, and after a destroy.
 * @throws UserError when the file was damaged
 */
export function rotationsOf(stack: string, root?: string): Rotations {
  const file = rotationsFile(stack, root);
  const counted = existsSync(file) ? parse(file) : {};
  return { certificates: counted.certificates ?? 1, passwords: counted.passwords ?? 1 };
}

/** Counts one more rotation of each subject. The next `up` carries it out, whatever became of the one it was counted for. */
export function countRotations(
  stack: string,
  subjects: readonly RotationSubject[],
  root?: string,
): Rotations {
  const before = rotationsOf(stack, root);
  const once = Object.fromEntries([...new Set(subjects)].map((subject) => [subject, before[subject] + 1]));
  const after = { ...before, ...once };
  mkdirSync(stackFolder(stack, root), { recursive: true, mode: 0o700 });
  const draft = `${rotationsFile(stack, root)}.${process.pid}`;
  try {
    writeFileSync(draft, `${JSON.stringify(after)}\n`);
    renameSync(draft, rotationsFile(stack, root));
  } finally {
    rmSync(draft, { force: true });
  }
  return after;
}

function parse(file: string): Partial<Record<RotationSubject, number>> {
  const damaged = (cause?: unknown) =>
    new UserError("the file does not hold the numbers of rotations", {
      where: file,
      mend: "Delete it: the next `up` then renews certificates and passwords once.",
      cause,
    });
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw damaged(cause);
  }
  const fits =
    typeof content === "object" &&
    content !== null &&
    Object.entries(content).every(
      ([subject, count]) =>
        rotationSubjects.includes(subject as RotationSubject) && Number.isInteger(count) && count >= 1,
    );
  if (!fits) throw damaged();
  return content as Partial<Record<RotationSubject, number>>;
}

function rotationsFile(stack: string, root?: string): string {
  return join(stackFolder(stack, root), "rotations.json");
}
