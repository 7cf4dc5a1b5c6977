import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder: the one that holds Pulumi.yaml, wherever the process was started from. */
export const projectRoot: string = dirname(dirname(fileURLToPath(import.meta.url)));

/** Everything that is remembered on this machine and never committed; mode 0700. */
export function localFolder(root: string = projectRoot): string {
  return join(root, ".pgstack");
}

/** Where things of one stack are remembered: the server's choice, its run folder, the password file. */
export function stackFolder(stack: string, root: string = projectRoot): string {
  return join(localFolder(root), "stacks", stack);
}

/** Folder of an embedded server's process: credential, status, log. */
export function runFolder(stack: string, root: string = projectRoot): string {
  return join(stackFolder(stack, root), "run");
}

/** Where programs that take no reference find the password of an administrator whose credential is a secret's ARN: a PGPASSFILE. */
export function adminLoginFile(stack: string, root: string = projectRoot): string {
  return join(stackFolder(stack, root), "admin.pgpass");
}

/** A path of the configuration made absolute: relative ones start at the project. */
export function fromProject(path: string, root: string = projectRoot): string {
  return isAbsolute(path) ? path : resolve(root, path);
}

/** A path within the project as `fromProject` takes it, the same in every checkout. */
export function toProject(path: string, root: string = projectRoot): string {
  return relative(root, path).split(sep).join("/");
}
