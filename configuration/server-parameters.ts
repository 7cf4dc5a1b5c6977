import { autovacuum } from "./groups/autovacuum.ts";
import { connections } from "./groups/connections.ts";
import { libraries } from "./groups/libraries.ts";
import { logging } from "./groups/logging.ts";
import { memory } from "./groups/memory.ts";
import { parallelWork } from "./groups/parallel-work.ts";
import { planner } from "./groups/planner.ts";
import { replication } from "./groups/replication.ts";
import { wal } from "./groups/wal.ts";
import type { Parameter } from "./parameter.ts";
import type { ParameterOptions } from "./parameter-options.ts";

/** All parameters computed for a server, group by group; those of its certificates, ports and files are others'. */
export function serverParameters(options: ParameterOptions): readonly Parameter[] {
  return [
    memory,
    connections,
    wal,
    parallelWork,
    planner,
    autovacuum,
    logging,
    replication,
    libraries,
  ].flatMap((group) => group(options));
}
