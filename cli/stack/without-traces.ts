import { Resource } from "@pulumi/pulumi/resource.js";

/**
 * Pulumi's SDK takes a stack trace for each promise, half of what a program of many resources takes; and one for each resource, for
 * the state, where it is two fifths of what the engine writes at every step, and names the checkout's folder. With `--debug` they
 * are taken.
 */
export function withoutTraces(): void {
  if (process.argv.includes("--debug")) return;
  Error.stackTraceLimit = 0;
  (Resource as unknown as { stackTrace: () => readonly never[] }).stackTrace = () => [];
}
