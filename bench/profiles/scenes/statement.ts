import type { ProfileCase } from "../scene.ts";

/**
 * A case that times statements by the server's own clock.
 * @param undo what puts things back, not timed
 */
export function statement(name: string, sql: string, undo = ""): ProfileCase {
  const now = "SELECT extract(epoch FROM clock_timestamp());";
  return {
    name,
    memoryLimited: true,
    async run(server) {
      const printed = await server.sql("bench", `${now}\n${sql};\n${now}\n${undo}`);
      const lines = printed.split("\n");
      return { units: 1, seconds: Number(lines.at(-1)) - Number(lines[0]) };
    },
  };
}
