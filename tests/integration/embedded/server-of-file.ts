import type pg from "pg";
import { afterAll, beforeAll } from "vitest";
import { newServer, type TestServer } from "./test-server.ts";

/** A server for all tests of a file. */
export interface ServerOfFile extends Pick<TestServer, "config" | "password" | "connect" | "psql"> {
  /** Connected as the administrator. */
  readonly admin: pg.Client;
}

/** Starts a server before the tests of the calling file, and removes it after them. */
export function serverOfFile(): ServerOfFile {
  let started: { server: TestServer; admin: pg.Client } | undefined;
  const now = () => {
    if (started === undefined) throw new Error("the server is there while tests run, not before");
    return started;
  };

  beforeAll(async () => {
    const server = await newServer();
    started = { server, admin: await server.connect() };
  });
  afterAll(async () => {
    const { server, admin } = now();
    await admin.end();
    await server.clear();
  });

  return {
    get admin() {
      return now().admin;
    },
    get config() {
      return now().server.config;
    },
    get password() {
      return now().server.password;
    },
    connect: (as) => now().server.connect(as),
    psql: (args, as) => now().server.psql(args, as),
  };
}
