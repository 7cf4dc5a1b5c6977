/** How an engine operation is shown: a mark, and what was done in the past. */
interface OperationWord {
  readonly mark: string;
  readonly done: string;
  readonly colour: "green" | "yellow" | "red" | "cyan";
}

const added = { mark: "+", done: "created", colour: "green" } as const;
const changed = { mark: "~", done: "updated", colour: "yellow" } as const;
const removed = { mark: "-", done: "deleted", colour: "red" } as const;
const replaced = { mark: "±", done: "replaced", colour: "yellow" } as const;
const found = { mark: "=", done: "imported", colour: "cyan" } as const;

/**
 * Operations that change something, by the engine's names (pulumi/pulumi sdk/go/common/apitype, OpType). Of the three steps of a
 * replacement one is told.
 */
export const operationWords: Readonly<Record<string, OperationWord>> = {
  create: added,
  update: changed,
  delete: removed,
  "create-replacement": replaced,
  import: found,
  "import-replacement": found,
  discard: { ...removed, done: "forgotten" },
};
