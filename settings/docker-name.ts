import { createHash } from "node:crypto";
import { projectRoot } from "./paths.ts";

/**
 * Name of a stack's network, volume and container: the same for a preview and the update after it, another one for each
 * stack and each checkout on the machine.
 */
export function dockerName(stack: string, root: string = projectRoot): string {
  return `pgstack-${stack}-${createHash("sha256").update(root).digest("hex").slice(0, 8)}`;
}
