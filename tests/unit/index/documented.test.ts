import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, it } from "vitest";
import { checkIndex } from "../../../provider/resources/index/check-index.ts";
import { documentedCode, documentedIndexes } from "../../integration/index-definition/documented-indexes.ts";

const options: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  allowImportingTsExtensions: true,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2024,
  types: [],
};
const file = fileURLToPath(new URL("declared.ts", import.meta.url));

/** What the compiler says to declarations in a file of a user's. */
function problems(code: string): string[] {
  const text = `import type { IndexDefinition } from "../../../model/index-definition.ts";
    export const indexes: readonly IndexDefinition[] = [${code}];`;
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = host;
  host.readFile = (name) => (name === file ? text : readFile(name));
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, ...how) =>
    name === file ? ts.createSourceFile(name, text, ...([how[0]] as const)) : getSourceFile(name, ...how);
  const program = ts.createProgram([file], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

/** A compiler takes seconds where a unit test takes milliseconds. */
const patience = 60_000;

it("shows every method, in declarations that pass the check", () => {
  const methods = new Set(documentedIndexes.map(({ method = "btree" }) => method));
  expect([...methods].sort()).toEqual(["brin", "btree", "gin", "gist", "hash", "hnsw", "ivfflat", "spgist"]);
  expect(documentedIndexes.length).toBeGreaterThanOrEqual(25);
  expect(documentedIndexes.flatMap((index) => checkIndex({ schema: "s", ...index }))).toEqual([]);
});

it("compiles, and a slip beside it does not", { timeout: patience }, () => {
  const slips = [
    '{ name: "i", table: "t", keys: [{ colum: "a" }] }',
    '{ name: "i", table: "t", keys: [], with: { efConstruction: 1 } }',
    '{ name: "i", table: "t", keys: [], method: "hsnw" }',
  ];
  expect(problems(`${documentedCode}${slips.join(",\n")}`)).toEqual([
    expect.stringMatching(/'colum' does not exist in type 'IndexKey'/),
    expect.stringMatching(/'efConstruction' does not exist/),
    expect.stringMatching(/"hsnw"' is not assignable/),
  ]);
});
