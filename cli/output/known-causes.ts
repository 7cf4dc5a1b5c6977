import type { KnownCause, KnownText } from "./known-cause.ts";
import { pulumiCauses } from "./pulumi-causes.ts";

const rename =
  "Rename or remove it, if it is not this project's; then run it again. Nothing of somebody else's is touched.";

/** The first that a text matches tells what it means. */
const known: readonly KnownText[] = [
  ...pulumiCauses,
  {
    says: /listen tcp\d? \S+:(?<port>\d+): bind: address already in use|Bind for \S+:(?<bound>\d+) failed: port is already allocated/,
    what: ({ port, bound }) => `port ${port ?? bound} was taken by another program in the meantime`,
    mend: "End that program, or set pgstack:port to a free one: the data stays.",
  },
  {
    says: /no space left on device/i,
    what: () => "there is no space left on the disk",
    mend: "Make room; `docker system df` shows what Docker has used.",
  },
  {
    says: /The container name "\/?(?<name>[^"]+)" is already in use/,
    what: ({ name }) => `a container of somebody else's is called ${name}`,
    mend: rename,
  },
  {
    says: /network with name (?<name>\S+) already exists/,
    what: ({ name }) => `a network of somebody else's is called ${name}`,
    mend: rename,
  },
  {
    says: /exec format error|does not match the specified (?:or detected )?(?:host )?platform/,
    what: () => "the image is for another architecture than this machine's",
    mend: "Set pgstack:image to one for this machine, or to own.",
  },
  {
    says: /pulling image (?<image>\S+): .*(?:pull access denied|unauthorized|denied|authentication required)/s,
    what: ({ image }) =>
      `the registry does not hand out the image ${image}: it is not there, or not for everybody`,
    mend: "Correct pgstack:image, or log in to the registry by `docker login`.",
  },
  {
    says: /pulling image (?<image>\S+): .*(?:name unknown|manifest unknown|manifest for \S+ not found|repository \S+ not found)/s,
    what: ({ image }) => `there is no image ${image}`,
    mend: "Correct pgstack:image; the registry answers, and has none of this name and tag.",
  },
  {
    says: /pulling image (?<image>\S+): .*Get "https?:\/\/(?<registry>[^/"]+)/s,
    what: ({ image, registry }) =>
      `the image ${image} is not on this machine, and its registry ${registry} cannot be reached`,
    mend: "Correct pgstack:image, connect to the network, or load the image by `docker load`.",
  },
  {
    says: /container failed to be in healthy state|error inspecting container state/,
    what: () => "the server in the container does not come to answer",
    mend: "Its container's log says why: see `docker ps --all`.",
    inLog: true,
  },
  {
    says: /Cannot connect to the Docker daemon at (?<host>\S+?)\. Is|failed to connect to any docker daemon|error pinging Docker server|error during connect:/,
    what: ({ host }) =>
      `the Docker daemon${host === undefined ? "" : ` at ${host}`} does not answer any more`,
    mend: "Start it: Docker Desktop, or `sudo systemctl start docker`.",
  },
  {
    says: /error connecting to PostgreSQL server .*dial tcp (?<server>\S+): connect: connection refused|@(?<host>[^/\s]+)\/\S*: the server does not answer \(ECONNREFUSED\)/s,
    what: ({ server, host }) => `PostgreSQL at ${server ?? host} does not answer`,
    mend: "Run `npx pgstack up`: it starts the server again, if it is not running. `npx pgstack doctor` says what is wrong.",
  },
  {
    says: /error connecting to PostgreSQL server (?<host>\S+) .*password authentication failed for user "(?<user>[^"]+)"/s,
    what: ({ host, user }) => `PostgreSQL at ${host} refuses the password of ${user}, or was given none`,
    mend: "Run `npx pgstack up --refresh`: it reads the password anew. Plain `pulumi` needs what `npx pgstack env` prints.",
  },
];

/** What a cause means, where it is one that is known. */
export function knownCause(text: string): KnownCause | undefined {
  for (const { says, what, mend, inLog = false, ofMachine = false } of known) {
    const said = says.exec(text);
    if (said !== null) return { what: what(said.groups ?? {}), mend, inLog, ofMachine };
  }
  return undefined;
}
