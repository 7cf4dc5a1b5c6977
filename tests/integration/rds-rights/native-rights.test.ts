import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import { type SocketServer, socketServer } from "../superuser/socket-server.ts";
import { outcomeOf, prepare } from "./outcomes.ts";
import { statementGroups } from "./statements.ts";

let server: SocketServer;
beforeEach(needsPostgres);
beforeAll(async () => {
  if (!hasPostgres) return;
  server = await socketServer();
  await prepare(server);
});
afterAll(async () => server?.remove());

describe.each(statementGroups)("the administrator of a native server, $name", ({ statements }) => {
  it.each(statements.filter(({ image }) => image === undefined))(
    "$sql: $outcome ($because)",
    async (statement) => {
      const { outcome, rows } = await outcomeOf(server, statement);
      expect(outcome).toBe(statement.outcome);
      if (statement.rows) expect(rows).toEqual(statement.rows);
    },
  );
});
