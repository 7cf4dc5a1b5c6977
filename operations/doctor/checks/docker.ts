import { runCommand } from "../../../machine/run-command.ts";
import type { Finding } from "../finding.ts";

/** A daemon on this machine answers at once; one that is starting, or stuck, does not. In milliseconds. */
const answerLimit = 2_000;

const unneeded = "the embedded server needs none";

/** Whether there is a Docker daemon that this user may use. */
export async function checkDocker(): Promise<Finding> {
  const name = "Docker";
  const answer = await runCommand("docker", ["version", "--format", "{{.Server.Version}}"], {
    timeout: answerLimit,
  });
  if (answer.ran) return { name, level: "ok", found: `daemon ${answer.stdout} answers` };
  if (answer.missing) return { name, level: "ok", found: `not installed; ${unneeded}` };
  if (/permission denied/i.test(answer.said)) {
    return {
      name,
      level: "ok",
      found: `no permission on the daemon's socket; ${unneeded}`,
      mend: "To use it, join the group docker and log in again.",
    };
  }
  return {
    name,
    level: "ok",
    found: `client only, no daemon answers; ${unneeded}`,
    mend: "To use it, start the daemon.",
  };
}
