/** The two files of one migration. */
export interface MigrationFiles {
  readonly version: number;
  readonly name: string;
  readonly upFile: string;
  readonly downFile: string;
}

/** The complete pairs, in order, and everything that is wrong with the names. */
export interface SortedMigrationFiles {
  readonly pairs: readonly MigrationFiles[];
  readonly problems: string[];
}

/** Pairs up the names in a migrations folder; a subfolder's name ends in a slash. */
export function sortMigrationFiles(names: readonly string[]): SortedMigrationFiles {
  const problems: string[] = [];
  const stems = new Map<string, Set<string>>();
  for (const file of names.filter((name) => !name.startsWith(".")).sort()) {
    const [, stem, direction] = /^(\d{4}_[a-z0-9_]+)\.(up|down)\.sql$/.exec(file) ?? [];
    if (stem === undefined || direction === undefined) {
      problems.push(
        `${file} does not belong here: names are NNNN_name.up.sql and NNNN_name.down.sql, in lower case`,
      );
    } else {
      stems.set(stem, (stems.get(stem) ?? new Set()).add(direction));
    }
  }

  const pairs: MigrationFiles[] = [];
  const byVersion = new Map<number, string>();
  for (const [stem, directions] of stems) {
    const version = Number(stem.slice(0, 4));
    const twin = byVersion.get(version);
    if (twin !== undefined) problems.push(`${stem} and ${twin} have the same number`);
    else byVersion.set(version, stem);
    for (const direction of ["up", "down"]) {
      if (!directions.has(direction)) problems.push(`${stem}.${direction}.sql is missing`);
    }
    if (directions.size === 2) {
      pairs.push({ version, name: stem.slice(5), upFile: `${stem}.up.sql`, downFile: `${stem}.down.sql` });
    }
  }
  if (byVersion.has(0)) problems.push("numbering starts at 0001");
  const newest = Math.max(0, ...byVersion.keys());
  for (let version = 1; version < newest; version++) {
    if (!byVersion.has(version)) problems.push(`number ${String(version).padStart(4, "0")} is missing`);
  }
  return { pairs, problems };
}
