import type { Profile } from "../../settings/settings.ts";
import type { BenchServer } from "./bench-server.ts";

/** What a case did: `units / seconds` is its speed. */
export interface Work {
  readonly units: number;
  readonly seconds: number;
}

/** One measured comparison of the two servers of a scene. */
export interface ProfileCase {
  /** Short, also its key in the results. */
  readonly name: string;
  /** Whether it wants more of some memory than PostgreSQL's defaults give it: then the goal is 1.3, else 1. */
  readonly memoryLimited: boolean;
  /** Measured rounds, after one that is not counted. @default what the caller says */
  readonly rounds?: number;
  /** Runs it once. @param seconds how long, where that is free to choose */
  readonly run: (server: BenchServer, seconds: number) => Promise<Work>;
}

/** Data, and the cases that run on it. */
export interface DataSet {
  readonly name: string;
  /** Its size and why, for people. */
  readonly about: string;
  readonly prepare: (server: BenchServer) => Promise<void>;
  readonly cases: readonly ProfileCase[];
}

/** Two servers of the same size, one with PostgreSQL's defaults and one with a profile, and what is done on both. */
export interface Scene {
  readonly profile: Profile;
  /** Of each container, page cache included, in bytes. */
  readonly memory: number;
  readonly cores: number;
  /** Each has a database of its own, which goes before the next comes. */
  readonly dataSets: readonly DataSet[];
}
