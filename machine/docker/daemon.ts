import { runCommand } from "../run-command.ts";

/** A daemon that answers. */
export interface DockerDaemon {
  /** Its address, e.g. `unix:///var/run/docker.sock`. */
  readonly host: string;
  readonly version: string;
  /** As Go names it, e.g. `amd64`. */
  readonly architecture: string;
}

/** Why there is none to be used. */
export interface NoDaemon {
  /** In a few words, e.g. `no permission on its socket`. */
  readonly problem: string;
  /** The address that was tried, where there is a client that knows one. */
  readonly host?: string;
  readonly mend: string;
}

/** A daemon on this machine answers at once; one that is starting, or stuck, does not. In milliseconds. */
const answerLimit = 5_000;

/**
 * The Docker daemon of this user: where DOCKER_HOST says, or the client's current context (Docker Desktop, Colima and
 * rootless Docker each have their own), or the one given.
 */
export async function findDaemon(known?: string): Promise<DockerDaemon | NoDaemon> {
  const address = known ?? (await currentHost());
  if (typeof address !== "string") return address;
  const answer = await runCommand(
    "docker",
    ["--host", address, "version", "--format", "{{.Server.Version}} {{.Server.Arch}}"],
    { timeout: answerLimit },
  );
  if (answer.ran) {
    const [version = "", architecture = ""] = answer.stdout.split(" ");
    return { host: address, version, architecture };
  }
  if (answer.missing) return noClient;
  if (/permission denied/i.test(answer.said)) {
    return {
      problem: "no permission on its socket",
      host: address,
      mend: "Join the group docker (`sudo usermod -aG docker $USER`) and log in again.",
    };
  }
  if (/unable to (parse docker host|resolve docker endpoint)|invalid bind address/i.test(answer.said)) {
    return {
      problem: "that is no address of a daemon",
      host: address,
      mend: "Correct DOCKER_HOST: unix:///var/run/docker.sock, tcp://host:2376 and ssh://user@host are such.",
    };
  }
  return {
    problem: "no daemon answers",
    host: address,
    mend:
      process.env.DOCKER_HOST === undefined
        ? "Start it: Docker Desktop, or `sudo systemctl start docker`."
        : "DOCKER_HOST names this address: correct it, or start the daemon there.",
  };
}

export function isDaemon(found: DockerDaemon | NoDaemon): found is DockerDaemon {
  return "version" in found;
}

const noClient: NoDaemon = {
  problem: "the Docker client is not installed",
  mend: "Install Docker, or use another server.",
};

async function currentHost(): Promise<string | NoDaemon> {
  if (process.env.DOCKER_HOST !== undefined && process.env.DOCKER_HOST !== "") return process.env.DOCKER_HOST;
  const context = await runCommand("docker", [
    "context",
    "inspect",
    "--format",
    "{{.Endpoints.docker.Host}}",
  ]);
  if (context.ran && context.stdout !== "") return context.stdout;
  return !context.ran && context.missing ? noClient : "unix:///var/run/docker.sock";
}
