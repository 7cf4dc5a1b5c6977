import { UserError } from "../../../errors/user-error.ts";
import type { RememberedServer } from "../../../settings/remembered-server.ts";
import type { Settings } from "../../../settings/settings.ts";
import { dockerServerOf } from "../../docker/docker-server.ts";
import { openLocalServer } from "../../server/open-local-server.ts";
import { autoChoice } from "../auto-choice.ts";
import type { Finding } from "../finding.ts";
import type { Machine } from "../machine.ts";
import { dockerState } from "./docker-server.ts";
import { checkPort } from "./port.ts";
import type { ServerState } from "./server-state.ts";

const name = "Server";

/** The stack's server, and the port it has or is to have. */
export async function checkServer(
  settings: Settings,
  remembered: RememberedServer | undefined,
  machine: Machine,
): Promise<Finding[]> {
  const { port: wanted } = settings;
  if (remembered === undefined)
    return [noneYet(settings, machine), await checkPort(wanted === "auto" ? undefined : wanted, false)];
  const found = await lookAt(settings, remembered).catch(asUserError);
  const port = wanted === "auto" ? remembered.port : wanted;
  const up = !UserError.isInstance(found) && (found.state === "running" || found.state === "paused");
  const server = switched(settings, remembered) ?? described(remembered, found);
  return [server, await checkPort(port, up && remembered.port === port)];
}

function noneYet({ server }: Settings, machine: Machine): Finding {
  if (server !== "auto")
    return { name, level: "ok", found: `none yet; \`npm run up\` makes one of kind ${server}` };
  const { kind, why } = autoChoice(machine);
  return { name, level: "ok", found: `none yet; auto takes ${kind}: ${why}` };
}

async function lookAt(settings: Settings, remembered: RememberedServer): Promise<ServerState> {
  if (remembered.kind === "docker") return dockerState(dockerServerOf(remembered, settings));
  const state = await openLocalServer(remembered, settings).status();
  return { state, words: state === "absent" ? "its data is gone" : state };
}

/** As stacks/choice/choose-server.ts refuses it. */
function switched({ server }: Settings, { kind }: RememberedServer): Finding | undefined {
  if (server === "auto" || server === kind) return undefined;
  return {
    name,
    level: "fail",
    found: `its data is on the ${kind} server, and pgstack:server is ${server}`,
    mend: `Set it back to ${kind}, or run \`npx pgstack destroy\` first, which deletes the data.`,
  };
}

function described({ kind }: RememberedServer, found: ServerState | UserError): Finding {
  // What to do about a daemon that does not answer stands beside Docker.
  if (UserError.isInstance(found))
    return { name, level: "warn", found: `${kind}, not to be reached: ${found.message.split("\n", 1)[0]}` };
  const mend = found.mend ?? mends[found.state];
  return {
    name,
    level: mend === undefined ? "ok" : "warn",
    found: `${kind}, ${found.words}`,
    ...(mend && { mend }),
  };
}

const mends: Readonly<Record<ServerState["state"], string | undefined>> = {
  running: undefined,
  paused: "`npx pgstack start` lets it go on.",
  stopped: "`npx pgstack start` starts it, with its data.",
  absent: "`npm run up` makes a new one, with everything that is declared.",
};

function asUserError(error: unknown): UserError {
  if (UserError.isInstance(error)) return error;
  throw error;
}
