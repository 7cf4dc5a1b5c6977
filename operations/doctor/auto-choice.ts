import { UserError } from "../../errors/user-error.ts";
import { isDaemon } from "../../machine/docker/daemon.ts";
import type { ServerKind } from "../../settings/settings.ts";
import type { Machine } from "./machine.ts";

/** What the setting `auto` would take on this machine at the first `up`, and why; in the order it tries them. */
export function autoChoice(machine: Machine): { readonly kind: ServerKind; readonly why: string } {
  const { daemon, postgres } = machine;
  const noDocker = isDaemon(daemon) ? lackingPlugIns(machine, "docker") : daemon.problem;
  if (noDocker === undefined && isDaemon(daemon))
    return { kind: "docker", why: `Docker ${daemon.version} answers` };
  const found = UserError.isInstance(postgres) ? undefined : postgres.found;
  const noNative = UserError.isInstance(postgres)
    ? postgres.message.split("\n", 1)[0]
    : found === undefined
      ? postgres.whyNot.join("; ")
      : (machine.noData ?? lackingPlugIns(machine, "native"));
  if (noNative === undefined && found !== undefined)
    return { kind: "native", why: `no docker (${noDocker}), and PostgreSQL ${found.version} is there` };
  return { kind: "embedded", why: `no docker (${noDocker}), no native (${noNative})` };
}

function lackingPlugIns({ plugIns }: Machine, kind: ServerKind): string | undefined {
  const lacking = plugIns.filter(({ kinds, obtainable }) => kinds.includes(kind) && !obtainable);
  return lacking.length === 0 ? undefined : `no plug-in ${lacking.map(({ name }) => name).join(", ")}`;
}
