import { readFileSync } from "node:fs";
import { createConnection } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach } from "vitest";
import type { EmbeddedConfig } from "../../../operations/embedded/embedded-config.ts";
import { type EmbeddedStatus, status } from "../../../operations/embedded/status.ts";
import { newPlace, type Place, runs, until } from "./test-server.ts";

/** A place for the server of one test, empty at its start. */
export interface PlaceOfTest {
  readonly root: string;
  readonly config: EmbeddedConfig;
  /** Connects as the administrator to the server that runs there; the caller ends it. */
  connect(): Promise<pg.Client>;
  /** Runs statements as the administrator, and gives the rows of the last one. */
  run(...statements: string[]): Promise<unknown[]>;
  status(): Promise<EmbeddedStatus>;
}

/** Makes a place before each test of the calling file, and clears it after the test. */
export function placeOfTest(): PlaceOfTest {
  let place: Place | undefined;
  const now = () => {
    if (place === undefined) throw new Error("the place is there while a test runs, not before");
    return place;
  };

  beforeEach(async () => {
    place = await newPlace();
  });
  afterEach(() => now().clear());

  const connect = async () => {
    const { host, port, database, adminUser, runFolder } = now().config;
    const password = readFileSync(join(runFolder, "admin.password"), "utf8").trim();
    const client = new pg.Client({ host, port, database, user: adminUser, password });
    // A connection that the server ends is reported by the query that fails.
    client.on("error", () => {});
    await client.connect();
    return client;
  };

  return {
    get root() {
      return now().root;
    },
    get config() {
      return now().config;
    },
    connect,
    async run(...statements) {
      const client = await connect();
      try {
        let rows: unknown[] = [];
        for (const statement of statements) ({ rows } = await client.query(statement));
        return rows;
      } finally {
        await client.end();
      }
    },
    status: () => status(now().config.runFolder, now().config.dataFolder),
  };
}

/** Kills a process and waits until it is gone. */
export async function kill(pid: number): Promise<void> {
  process.kill(pid, "SIGKILL");
  await until(() => !runs(pid));
}

/** Whether somebody takes connections at a port. */
export function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: "127.0.0.1", port });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
