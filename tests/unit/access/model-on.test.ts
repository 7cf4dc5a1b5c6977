import { expect, it } from "vitest";
import { modelOn } from "../../../operations/access/model-on.ts";
import { model } from "./clean-facts.ts";

it("makes who logs in by IAM a member of rds_iam, where there is IAM", () => {
  const [own, app, reader] = model.roles;
  if (own === undefined || app === undefined || reader === undefined) throw new Error("there are three");
  const declared = { ...model, roles: [own, { ...app, credential: "iam" as const }, reader] };
  const rolesOn = (kind: string, iam: boolean) =>
    modelOn(declared, { kind, iam }).roles.map(({ name, credential, memberOf }) => [
      name,
      credential,
      memberOf,
    ]);
  expect(rolesOn("rds", true)).toEqual([
    ["own", "none", []],
    ["app", "iam", ["pg_monitor", "rds_iam"]],
    ["reader", "iam", ["rds_iam"]],
  ]);
  expect(rolesOn("docker", false)).toEqual([
    ["own", "none", []],
    ["app", "password", ["pg_monitor"]],
    ["reader", "password", []],
  ]);
});
