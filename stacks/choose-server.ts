import { UserError } from "../errors/user-error.ts";
import { type RememberedServer, recallServer } from "../settings/remembered-server.ts";
import type { Settings } from "../settings/settings.ts";
import { choosePort } from "./choose-port.ts";

/**
 * Which server a dev stack gets. A choice made earlier stands, so that a machine that changed (a daemon that is down, a
 * port that is taken) is an error the user sees, never a switch that would leave the data behind.
 *
 * @throws UserError when the setting now names another kind than the one that holds the stack's data
 */
export async function chooseServer(settings: Settings): Promise<RememberedServer> {
  const remembered = recallServer(settings.stack);
  const wanted = settings.server;
  if (remembered !== undefined) {
    if (wanted !== "auto" && wanted !== remembered.kind) throw switched(settings.stack, remembered, wanted);
    return settings.port === "auto" ? remembered : { ...remembered, port: settings.port };
  }
  const reason =
    wanted === "auto"
      ? "server is auto: this version brings the embedded server, which needs nothing installed"
      : `pgstack:server is ${wanted}`;
  return {
    kind: "embedded",
    reason,
    port: settings.port === "auto" ? await choosePort(settings.stack) : settings.port,
  };
}

function switched(stack: string, { kind }: RememberedServer, wanted: string): UserError {
  return new UserError(`stack ${stack} has its data on the ${kind} server, and the setting says ${wanted}`, {
    where: "pgstack:server",
    mend: `Set it back to ${kind}, or run \`npx pgstack destroy\` first: the data does not move by itself.`,
  });
}
