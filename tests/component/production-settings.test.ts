import { runtime } from "@pulumi/pulumi";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { program } from "../../stacks/program.ts";
import { messageOfRejection } from "./message-of-rejection.ts";

const made: string[] = [];
const asked: string[] = [];

beforeAll(() =>
  runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        made.push(`${type} ${name}`);
        return { id: name, state: inputs };
      },
      call: ({ token, inputs }) => {
        asked.push(token);
        return inputs;
      },
    },
    "pgstack",
    "prod",
  ),
);

beforeEach(() => {
  made.length = 0;
  asked.length = 0;
});

afterAll(() => runtime.setAllConfig({}));

it.each([
  ["instanceClass", "db.r7gg.large", "no class of RDS for PostgreSQL; did you mean db.r7g.large?"],
  ["iops", "12000", "gp3 below 400GB has 3000 operations a second, fixed; remove it, or allocate 400GB"],
  ["parameters", '{"rds.force_ssl":"0"}', "off lets passwords and data travel in clear; remove it: it is on"],
])("refuses %s: %s before anything is registered or asked for", async (name, value, told) => {
  // With what Pulumi.yaml fills in for every stack.
  runtime.setAllConfig({ [`pgstack:${name}`]: value, "pgstack:server": "auto", "pgstack:memory": "512MB" });
  const message = await messageOfRejection(program());
  expect(message.split("\n")[0]).toBe("Pulumi.prod.yaml: 1 setting needs a change");
  expect(message).toContain(told);
  await runtime.disconnect();
  expect({ made, asked }).toEqual({ made: [], asked: [] });
});
