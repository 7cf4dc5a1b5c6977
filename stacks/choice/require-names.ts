import { UserError } from "../../errors/user-error.ts";
import { labelOfEach } from "../../machine/docker/label-of-each.ts";

/** What there is already of the stack's. */
export interface NamesFound {
  readonly volume: boolean;
}

/** Names of containers and volumes of a stack's; its network has the first one's. */
interface WantedNames {
  readonly containers: readonly string[];
  readonly volumes: readonly string[];
}

/** All that a stack makes in Docker, by what stands beside its primary. */
function namesOf(name: string, beside: readonly string[]): WantedNames {
  const containers = [name, ...beside.map((part) => `${name}-${part}`)];
  const replicas = beside.filter((part) => part.startsWith("replica-")).map((part) => `${name}-${part}`);
  return { containers, volumes: [name, `${name}-config`, ...replicas] };
}

/**
 * Makes sure that containers, volumes and the network of the stack's names are the stack's, or not there yet: Docker would
 * hand out somebody else's volume without a word.
 *
 * @param beside `replica-1`, ..., `pgbouncer`
 * @throws UserError with each that is somebody else's
 */
export async function requireNames(
  host: string,
  stack: string,
  name: string,
  beside: readonly string[],
): Promise<NamesFound> {
  const { containers, volumes } = namesOf(name, beside);
  const wanted = { container: containers, volume: volumes, network: [name] } as const;
  const there = await Promise.all(
    (["container", "volume", "network"] as const).map(async (what) => {
      const owners = await labelOfEach(host, what, name, "pgstack.stack");
      return { what, owners, foreign: wanted[what].filter((each) => (owners.get(each) ?? stack) !== stack) };
    }),
  );
  const foreign = there.flatMap((each) => each.foreign.map((called) => ({ what: each.what, called })));
  if (foreign.length > 0) throw somebodyElses(stack, foreign);
  return { volume: there.some(({ what, owners }) => what === "volume" && owners.has(name)) };
}

interface Foreign {
  readonly what: string;
  readonly called: string;
}

/** One line for each name: the same one may be a container's, a volume's and the network's. */
function somebodyElses(stack: string, foreign: readonly Foreign[]): UserError {
  const byName = [...Map.groupBy(foreign, ({ called }) => called)];
  const sorts = (group: readonly Foreign[]) => group.map(({ what }) => what);
  const told = byName.map(
    ([called, group]) =>
      `a ${sorts(group).join(" and a ")} of somebody else's ${group.length > 1 ? "are" : "is"} called ${called}`,
  );
  const many = foreign.length > 1;
  return new UserError(told.join("; "), {
    where: byName.map(([called, group]) => `docker ${sorts(group).join(", ")} ${called}`).join("; "),
    mend: `Rename or remove ${many ? "them: they have" : "it: it has"} no label pgstack.stack=${stack}.`,
  });
}
