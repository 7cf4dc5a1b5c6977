/** Runs one operation in a process of its own: `node operate.ts start|stop <configuration as JSON>`. */
import type { NativeConfig } from "../../../operations/native/native-config.ts";
import { start } from "../../../operations/native/start.ts";
import { stop } from "../../../operations/native/stop.ts";

const [verb, json = "{}"] = process.argv.slice(2);
const config = JSON.parse(json) as NativeConfig;
try {
  const done = verb === "start" ? await start(config) : await stop(config.runFolder);
  console.log(JSON.stringify(done ?? {}));
} catch (error) {
  console.log(JSON.stringify({ error: (error as Error).message }));
}
