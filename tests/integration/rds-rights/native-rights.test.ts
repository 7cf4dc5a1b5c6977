import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import { type SocketServer, socketServer } from "../superuser/socket-server.ts";
import { outcomeOf, prepare } from "./outcomes.ts";
import { statements } from "./statements.ts";

let server: SocketServer;
beforeEach(needsPostgres);
beforeAll(async () => {
  if (!hasPostgres) return;
  server = await socketServer();
  await prepare(server);
});
afterAll(async () => server?.remove());

describe("the administrator of a native server", () => {
  it.each(statements.filter(({ image }) => image === undefined))(
    "$sql: $outcome ($source)",
    async (statement) => {
      const { outcome, rows } = await outcomeOf(server, statement);
      expect(outcome).toBe(statement.outcome);
      if (statement.rows) expect(rows).toEqual(statement.rows);
    },
  );
});
