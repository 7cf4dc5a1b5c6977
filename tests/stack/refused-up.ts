import { expect } from "vitest";
import type { Checkout } from "./checkout.ts";

/** How an `up` ends that is refused or fails: its error alone, after the lines of what was done before it. */
export async function refusedUp(
  checkout: Checkout,
  environment: Record<string, string> = {},
): Promise<string> {
  const script = checkout.path("bin/pgstack.mjs");
  const { code, stdout, stderr } = await checkout.run(process.execPath, [script, "up"], environment);
  expect({ code, stdout, trace: /\n\s+at /.test(stderr) }).toEqual({ code: 1, stdout: "", trace: false });
  return stderr.slice(stderr.indexOf("error: "));
}
