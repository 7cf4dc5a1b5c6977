import { inspect } from "./docker.ts";

/** A container as the daemon has it. */
export interface Container {
  readonly id: string;
  /** Id of the image it was made from. */
  readonly image: string;
  /** `created`, `running`, `paused`, `restarting`, `exited`, `dead`. */
  readonly status: string;
  /** `starting`, `healthy`, `unhealthy`; `undefined` without a health check. */
  readonly health: string | undefined;
  readonly exitCode: number;
  readonly labels: Readonly<Record<string, string>>;
  /** TCP ports of this machine that it has, while it runs. */
  readonly ports: readonly number[];
}

interface Inspected {
  readonly Id: string;
  readonly Image: string;
  readonly State: {
    readonly Status: string;
    readonly ExitCode: number;
    readonly Health?: { readonly Status: string };
  };
  readonly NetworkSettings: { readonly Ports: Record<string, { readonly HostPort: string }[] | null> | null };
  readonly Config: { readonly Labels: Record<string, string> | null };
}

/** The container of a name, or `undefined` when there is none. */
export async function findContainer(host: string, name: string): Promise<Container | undefined> {
  const found = await inspect<Inspected>(host, "container", name);
  if (found === undefined) return undefined;
  const { Status, ExitCode, Health } = found.State;
  return {
    id: found.Id,
    image: found.Image,
    status: Status,
    health: Health?.Status,
    exitCode: ExitCode,
    labels: found.Config.Labels ?? {},
    ports: Object.values(found.NetworkSettings.Ports ?? {})
      .flatMap((bindings) => bindings ?? [])
      .map(({ HostPort }) => Number(HostPort)),
  };
}
