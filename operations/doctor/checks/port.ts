import { isPortFree } from "../../../settings/is-port-free.ts";
import type { Finding } from "../finding.ts";

const name = "Port";

/**
 * The port the server has or is to have.
 *
 * @param port `undefined` while none was chosen
 * @param ours the stack's own server has it
 */
export async function checkPort(port: number | undefined, ours: boolean): Promise<Finding> {
  if (port === undefined) return { name, level: "ok", found: "auto: a free one is chosen at the first up" };
  if (ours) return { name, level: "ok", found: `${port}, the server's` };
  if (await isPortFree(port)) return { name, level: "ok", found: `${port} is free` };
  return {
    name,
    level: "fail",
    found: `${port} is taken by another program`,
    mend: "End it, or set pgstack:port to another.",
  };
}
