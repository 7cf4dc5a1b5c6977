import { main } from "../../cli/main.ts";

// Two updates in one process: a program that is a module's body would declare nothing the second time.
process.exitCode = (await main(["up"])) || (await main(["up"]));
