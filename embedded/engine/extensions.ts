import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { Extension } from "@electric-sql/pglite";

/** Extensions that CREATE EXTENSION finds: module that brings it, and the export of that module. */
const bundles: readonly (readonly [module: string, name: string])[] = [
  ["@electric-sql/pglite-pgvector", "vector"],
  ...[
    "btree_gin",
    "btree_gist",
    "citext",
    "fuzzystrmatch",
    "hstore",
    "ltree",
    "pg_stat_statements",
    "pg_trgm",
    "pgcrypto",
    "tablefunc",
    "unaccent",
    "uuid_ossp",
  ].map((name) => [`@electric-sql/pglite/contrib/${name}`, name] as const),
];

/** Where PostgreSQL is installed inside the WASM module's file system. */
const installation = "/pglite";

/** A file of an extension: its path for PostgreSQL, and its bytes. */
export type ExtensionFile = readonly [path: string, bytes: Uint8Array];

/** The files of all extensions. Nothing is compiled: PostgreSQL does that when one is first used. */
export async function extensionFiles(): Promise<ExtensionFile[]> {
  const files = await Promise.all(bundles.map(([module, name]) => filesOf(module, name)));
  return files.flat();
}

async function filesOf(module: string, name: string): Promise<ExtensionFile[]> {
  const extension = ((await import(module)) as Record<string, Extension>)[name];
  const { bundlePath } = (await extension?.setup(undefined as never, {})) ?? {};
  if (bundlePath === undefined) throw new Error(`${module} has no bundle of files`);
  const archive = await promisify(gunzip)(await readFile(bundlePath));
  return [...unpack(archive)]
    .filter(([path]) => /^(lib|share)\//.test(path))
    .map(([path, bytes]) => [`${installation}/${path}`, bytes]);
}

/** The regular files of a tar archive (POSIX ustar: a header of 512 bytes, then the bytes padded to 512). */
function* unpack(archive: Buffer): Generator<ExtensionFile> {
  for (let at = 0; at + 512 <= archive.length && archive[at] !== 0; ) {
    const text = (start: number, length: number) =>
      archive.toString("utf8", at + start, at + start + length).split("\0", 1)[0] ?? "";
    const size = Number.parseInt(text(124, 12), 8);
    const kind = text(156, 1);
    const folder = text(345, 155);
    const start = at + 512;
    if (kind === "0" || kind === "")
      yield [
        folder === "" ? text(0, 100) : `${folder}/${text(0, 100)}`,
        archive.subarray(start, start + size),
      ];
    at = start + Math.ceil(size / 512) * 512;
  }
}
