import { homedir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "vitest";
import { type InstalledPostgres, postgresIn } from "../../machine/installed-postgres.ts";
import { findPostgres } from "../../machine/native-postgres.ts";

/** Where `trixie-postgres.sh` makes one; it lists the places in this order. */
function madeByUs(): string {
  const { PGSTACK_TEST_POSTGRES, XDG_CACHE_HOME } = process.env;
  const own = process.getuid?.() === 0 ? "/var/cache" : XDG_CACHE_HOME || join(homedir(), ".cache");
  return join(PGSTACK_TEST_POSTGRES || own, "pgstack-test/trixie/bin");
}

const postgres: InstalledPostgres | undefined =
  (await postgresIn(madeByUs())) ?? (await findPostgres()).found;

/** Whether there is one; for `beforeAll`, which cannot leave tests out. */
export const hasPostgres: boolean = postgres !== undefined;

/** Leaves a test out where no PostgreSQL is that will do; for `beforeEach`. */
export function needsPostgres(context: Pick<TestContext, "skip">): void {
  context.skip(postgres === undefined, "needs PostgreSQL 16 or newer with pgvector");
}

/** The server whose programs tests run; see {@link needsPostgres}. */
export function testPostgres(): InstalledPostgres {
  if (postgres === undefined) throw new Error("this test needs needsPostgres() before it");
  return postgres;
}
