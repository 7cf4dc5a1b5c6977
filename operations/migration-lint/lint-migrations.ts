import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../../errors/user-error.ts";
import type { Schema } from "../../model/database-model.ts";
import { sortMigrationFiles } from "../migrate/sort-migration-files.ts";
import { allowedListName, applyAllowedList, readAllowedList } from "./allowed-list.ts";
import type { LintFinding, SuppressedFinding } from "./finding.ts";
import { KnownSchema } from "./known-schema.ts";
import { lintFile } from "./lint-file.ts";
import { SourceText } from "./source-text.ts";

/** Which migrations to judge. */
export interface LintOptions {
  /** Holds a folder of migrations a schema. */
  readonly folder: string;
  readonly schemas: readonly Pick<Schema, "name" | "indexes" | "variables">[];
}

/** A file, and its lines for whoever shows them. */
export interface LintedSource {
  /** The schema's folder and the file. */
  readonly file: string;
  readonly lines: readonly string[];
}

/** What was found, file by file in the order they run. */
export interface LintReport {
  readonly files: readonly LintedSource[];
  /** The schemas' lists of what is allowed in applied files. */
  readonly lists: readonly LintedSource[];
  readonly findings: readonly LintFinding[];
  /** What is allowed, by comments and lists. */
  readonly suppressed: readonly SuppressedFinding[];
}

/**
 * Finds in migrations what takes a long lock or breaks the version that runs: each file is parsed by PostgreSQL's own
 * parser, and judged by what the files before it have made. Needs no server.
 *
 * @throws UserError when a schema's folder cannot be read; mistakes in files are findings
 */
export async function lintMigrations({ folder, schemas }: LintOptions): Promise<LintReport> {
  const reports = [];
  for (const schema of schemas) reports.push(await lintSchema(folder, schema));
  return {
    files: reports.flatMap(({ files }) => files),
    lists: reports.flatMap(({ lists }) => lists),
    findings: reports.flatMap(({ findings }) => findings),
    suppressed: reports.flatMap(({ suppressed }) => suppressed),
  };
}

async function lintSchema(folder: string, schema: LintOptions["schemas"][number]): Promise<LintReport> {
  const { name, indexes, variables = {} } = schema;
  const declaredIndexes = new Set(indexes.map((index) => index.name));
  const { pairs, problems } = sortMigrationFiles(await list(join(folder, name), name));
  const files: LintedSource[] = [];
  const findings = problems.map((problem) => misplaced(name, problem));
  const suppressed: SuppressedFinding[] = [];
  let known = new KnownSchema(name);
  for (const { upFile, downFile } of pairs) {
    for (const [direction, file] of [
      ["up", upFile],
      ["down", downFile],
    ] as const) {
      const source = new SourceText(await readFile(join(folder, name, file), "utf8"), variables);
      known = known.atNextFile();
      // What a rollback does is not there for the migration after it.
      const own = direction === "up" ? known : known.atNextFile();
      const label = `${name}/${file}`;
      const report = lintFile({ schema: name, direction, declaredIndexes, file: label, source, known: own });
      files.push({ file: label, lines: source.text.split("\n") });
      findings.push(...report.findings);
      suppressed.push(...report.suppressed);
    }
  }
  const label = `${name}/${allowedListName}`;
  const text = await textOf(join(folder, name, allowedListName));
  if (text === undefined) return { files, lists: [], findings, suppressed };
  return {
    files,
    lists: [{ file: label, lines: text.split("\n") }],
    ...applyAllowedList({ findings, suppressed }, readAllowedList(text, label), label),
  };
}

/** The text of a file; nothing where there is none. */
async function textOf(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
}

function misplaced(schema: string, problem: string): LintFinding {
  return {
    rule: "migration-files",
    level: "error",
    file: `${schema}/`,
    line: 1,
    column: 1,
    what: problem,
    why: "The migrations of the schema cannot be read.",
    mend: "Each migration is a pair, NNNN_name.up.sql and NNNN_name.down.sql, numbered from 0001 without a gap.",
  };
}

async function list(folder: string, schema: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw new UserError(`the folder ${folder} cannot be read`, {
      where: `migrations ${schema}`,
      mend: "Create it, with 0001_<name>.up.sql and 0001_<name>.down.sql.",
      cause,
    });
  });
  return entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
}
