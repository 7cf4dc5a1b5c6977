import type { Finding } from "../finding.ts";
import { runCommand } from "../run-command.ts";

/** Whether there is a Docker daemon that this user may use. */
export async function checkDocker(): Promise<Finding> {
  const name = "Docker";
  const answer = await runCommand("docker", ["version", "--format", "{{.Server.Version}}"]);
  const unneeded = "the embedded server needs none";
  if (answer.ran) return { name, level: "ok", found: `daemon ${answer.stdout} answers; ${unneeded}` };
  if (answer.missing) return { name, level: "ok", found: `not installed; ${unneeded}` };
  if (/permission denied/i.test(answer.said)) {
    return {
      name,
      level: "ok",
      found: `no permission on the daemon's socket; ${unneeded}`,
      mend: "Join the group docker.",
    };
  }
  return { name, level: "ok", found: `client only, no daemon answers; ${unneeded}` };
}

/** PostgreSQL's own programs on this machine. */
export async function checkNativePostgres(): Promise<Finding> {
  const name = "PostgreSQL binaries";
  const server = await runCommand("pg_config", ["--version"]);
  const client = await runCommand("psql", ["--version"]);
  const clientWord = client.ran
    ? client.stdout.replace(/\s*\(Debian.*?\)|psql \(PostgreSQL\) /g, "")
    : "none";
  const found = `server ${server.ran ? server.stdout.replace("PostgreSQL ", "") : "none"}, psql ${clientWord}`;
  return client.ran
    ? { name, level: "ok", found }
    : { name, level: "ok", found: `${found}: \`npx pgstack query\` runs SQL without it` };
}
