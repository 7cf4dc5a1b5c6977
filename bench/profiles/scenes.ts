import { GB, MB } from "../../configuration/amount.ts";
import type { Scene } from "./scene.ts";
import { bank } from "./scenes/bank.ts";
import { embeddings } from "./scenes/embeddings.ts";
import { reports } from "./scenes/reports.ts";

/**
 * Everything that is measured. The defaults have 128 MB of buffers, 4 MB to sort in and 64 MB to build in whatever the
 * size: a container of 4 GB is the least where the profiles' memory is many times that.
 */
export const scenes: readonly Scene[] = [
  {
    profile: "production",
    memory: 4 * GB,
    cores: 2,
    dataSets: [bank("fits 1 GB of buffers", 0.85 * GB, 8), bank("twice 1 GB of buffers", 2 * GB, 8)],
  },
  {
    profile: "laptop",
    memory: 512 * MB,
    cores: 2,
    // As many buffers as the defaults: what the libraries and the log cost is seen here.
    dataSets: [bank("fits 128 MB of buffers", 105 * MB, 8)],
  },
  { profile: "vector", memory: 4 * GB, cores: 2, dataSets: [reports, embeddings] },
];
