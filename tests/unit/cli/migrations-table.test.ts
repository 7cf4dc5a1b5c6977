import { describe, expect, it } from "vitest";
import { migrationsTable } from "../../../cli/output/migrations-table.ts";
import { styler } from "../../../cli/output/style.ts";

const plain = styler({ isTTY: false } as NodeJS.WriteStream);
const applied = { at: new Date(2026, 0, 2, 3, 4, 5), by: "mcp_admin", durationMs: 1_234 };

describe("migrationsTable", () => {
  it("has a line for each, what to do below, and a count", () => {
    expect(
      migrationsTable(
        [
          { schema: "commerce", version: 1, name: "orders", state: "applied", applied },
          {
            schema: "commerce",
            version: 2,
            name: "notes",
            state: "edited",
            applied,
            edits: ["commerce/0002_notes.up.sql: applied with checksum a, is b now"],
          },
          { schema: "rag", version: 1, name: "chunks", state: "restorable" },
          { schema: "rag", version: 2, name: "more", state: "pending" },
        ],
        plain,
      ),
    ).toBe(`schema    version  name    state       applied              by         took
commerce  0001     orders  applied     2026-01-02 03:04:05  mcp_admin  1.2 s
commerce  0002     notes   edited      2026-01-02 03:04:05  mcp_admin  1.2 s
rag       0001     chunks  restorable
rag       0002     more    pending

\`npx pgstack up\` or \`npx pgstack migrate up\` applies what is pending.

  - commerce/0002_notes.up.sql: applied with checksum a, is b now
An applied file stays as it was: put it back, and make the change in a new migration.

Not in the history, though what comes of it is there: \`npx pgstack migrate up\` compares, and puts the row back.

1 applied, 1 pending, 1 edited, 1 restorable`);
  });

  it("says when there are none", () => {
    expect(migrationsTable([], plain)).toBe("there are no migrations");
  });
});
