import { docker, inspect } from "./docker.ts";

/** An image that is there, as far as a PostgreSQL server is concerned. */
export interface PostgresImage {
  readonly id: string;
  /** As Go names it, e.g. `amd64`. */
  readonly architecture: string;
  /** By PG_MAJOR, which the official image and all that are built on it set; `undefined` where it is not said. */
  readonly majorVersion: number | undefined;
  /** Extensions it brings; none where nothing of it could be run. */
  readonly extensions: readonly string[];
  /** Why nothing of it could be run, in the daemon's words; `undefined` where it could. */
  readonly whyNot: string | undefined;
}

interface Inspected {
  readonly Id: string;
  readonly Architecture: string;
  readonly Config: { readonly Env: string[] | null };
}

/** Lists control files wherever the image's own PostgreSQL keeps them. */
const listExtensions =
  'ls "$(pg_config --sharedir 2>/dev/null || echo "/usr/share/postgresql/$PG_MAJOR")/extension" ' +
  '"/usr/share/postgresql/$PG_MAJOR/extension" /usr/local/share/postgresql/extension 2>/dev/null; true';

/** How long a container that only lists files may take, in milliseconds: the first one of an image unpacks it. */
const listLimit = 60_000;

/** An image of the daemon's, or `undefined` when it has yet to be pulled or built. */
export async function findImage(host: string, name: string): Promise<PostgresImage | undefined> {
  const found = await inspect<Inspected>(host, "image", name);
  if (found === undefined) return undefined;
  const major = found.Config.Env?.find((line) => line.startsWith("PG_MAJOR="))?.slice("PG_MAJOR=".length);
  return {
    id: found.Id,
    architecture: found.Architecture,
    majorVersion: major === undefined ? undefined : Number(major),
    ...(await extensionsOf(host, found.Id)),
  };
}

async function extensionsOf(host: string, id: string): Promise<Pick<PostgresImage, "extensions" | "whyNot">> {
  const listed = await docker(
    host,
    ["run", "--rm", "--network", "none", "--entrypoint", "sh", id, "-c", listExtensions],
    { timeout: listLimit },
  );
  if (!listed.ran) return { extensions: [], whyNot: whyNot(listed.said) };
  const names = listed.stdout
    .split("\n")
    .flatMap((line) => /^(?<name>[\w-]+)\.control$/.exec(line)?.groups?.name ?? []);
  return { extensions: [...new Set(names)].sort(), whyNot: undefined };
}

/** In one line, without the client's own words. An image without a shell runs, and has no PostgreSQL. */
function whyNot(said: string): string | undefined {
  if (said.includes("executable file not found")) return undefined;
  const [first = said] = said.split("\n");
  return first.replace(/^docker: /, "").replace(/^Error response from daemon: /, "");
}
