import { optionsOf, profiles, valuesFor } from "./options.ts";

/** In GB. */
const sizes = [
  { memory: 0.5, cores: 2, storage: 20 },
  { memory: 4, cores: 4, storage: 50 },
  { memory: 16, cores: 4, storage: 100 },
  { memory: 128, cores: 16, storage: 1000 },
];

const shown = [
  "shared_buffers",
  "effective_cache_size",
  "work_mem",
  "maintenance_work_mem",
  "max_connections",
  "max_wal_size",
  "max_parallel_workers_per_gather",
  "autovacuum_naptime",
];

/** The table of `docs/configuration.md`: profiles by sizes. */
export function profileTable(): string {
  const rows = sizes.flatMap((size) =>
    profiles.map((profile) => {
      const values = valuesFor(optionsOf(profile, size));
      const memory = size.memory < 1 ? `${size.memory * 1024} MB` : `${size.memory} GB`;
      return [
        `${memory}, ${size.cores} cores, ${size.storage} GB`,
        profile,
        ...shown.map((name) => values[name]),
      ];
    }),
  );
  const heads = ["memory, cores, storage", "profile", ...shown.map((name) => `\`${name}\``)];
  return [heads, heads.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}
