import { credentialOf, type LoginCapabilities } from "../../model/credential-of.ts";
import type { DatabaseModel } from "../../model/database-model.ts";

/** Whoever is a member of it logs in by a token of AWS IAM, on a server that has IAM. */
const iamRole = "rds_iam";

/**
 * What a model means on a server: each role with the credential it has there, and who logs in by IAM as a member of `rds_iam`.
 * @throws UserError for IAM on a server without it that is not of this machine
 */
export function modelOn(model: DatabaseModel, server: LoginCapabilities): DatabaseModel {
  const roles = model.roles.map((role) => {
    const credential = credentialOf(role, server);
    const memberOf = [...(role.memberOf ?? []), ...(credential === "iam" ? [iamRole] : [])];
    return { ...role, credential, memberOf };
  });
  return { ...model, roles };
}
