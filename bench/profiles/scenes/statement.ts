import type { ProfileCase } from "../scene.ts";

/**
 * A case that times statements by the server's own clock.
 * @param options.memoryLimited see {@link ProfileCase}
 */
export function statement(
  name: string,
  sql: string,
  { memoryLimited }: Pick<ProfileCase, "memoryLimited">,
): ProfileCase {
  const now = "SELECT extract(epoch FROM clock_timestamp());";
  return {
    name,
    memoryLimited,
    async run(server) {
      const printed = await server.sql("bench", `${now}\n${sql};\n${now}`);
      const lines = printed.split("\n");
      return { units: 1, seconds: Number(lines.at(-1)) - Number(lines[0]) };
    },
  };
}
