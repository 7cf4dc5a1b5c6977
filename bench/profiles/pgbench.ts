import type { BenchServer } from "./bench-server.ts";
import type { Work } from "./scene.ts";

/** Runs pgbench in the server's container, by the socket, with a thread for each of two cores. */
export async function pgbench(
  server: BenchServer,
  options: { readonly database: string; readonly clients: number; readonly seconds: number },
  test: readonly string[],
  script?: string,
): Promise<Work> {
  const { database, clients, seconds } = options;
  const args = ["--no-vacuum", "--client", clients, "--jobs", 2, "--time", seconds, ...test, database];
  const text = await server.exec(["pgbench", ...args.map(String)], script);
  const number = (pattern: RegExp) => Number(pattern.exec(text)?.[1]);
  const units = number(/transactions actually processed: (\d+)/);
  const rate = number(/^tps = ([\d.]+)/m);
  if (!(units > 0 && rate > 0) || number(/failed transactions: (\d+)/) > 0) throw new Error(text);
  return { units, seconds: units / rate };
}
