import type { Settings } from "../../../settings/settings.ts";
import type { Finding } from "../finding.ts";

/** Whether the stack's file is one that `up` would take. */
export function checkSettings(settings: Settings | Error): Finding {
  const name = "Settings";
  if (!(settings instanceof Error)) return { name, level: "ok", found: `valid for stack ${settings.stack}` };
  const [first = "", ...rest] = settings.message.split("\n").map((line) => line.trim());
  return { name, level: "fail", found: first, mend: rest.join("\n") };
}
