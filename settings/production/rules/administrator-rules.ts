import { longestAdminUser, reasonReserved } from "../../../aws/reserved-names.ts";
import { type ProductionRule, rule } from "./rule.ts";

/** Names that RDS does not take, beside those that are refused everywhere. */
export const administratorRules: readonly ProductionRule[] = [
  rule(["adminUser"], ({ adminUser }) => {
    const reason = reasonReserved(adminUser);
    if (reason !== undefined) return [{ key: "adminUser", problem: reason, mend: "use another name" }];
    return adminUser.length > longestAdminUser
      ? [
          {
            key: "adminUser",
            problem: `${adminUser.length} characters long, and RDS takes ${longestAdminUser}`,
            mend: "use a shorter name",
          },
        ]
      : [];
  }),
];
