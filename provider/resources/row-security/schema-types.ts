import { type EnumType, type ObjectType, typeRef, words } from "../../property-schema.ts";

/** Named types of a schema's row security. */
export const rowSecurityTypes: Readonly<Record<string, ObjectType | EnumType>> = {
  PolicyCommand: words("What a policy is for.", ["ALL", "SELECT", "INSERT", "UPDATE", "DELETE"]),
  SecuredTable: {
    type: "object",
    description: "A table whose rows are nobody's but by a policy.",
    properties: {
      table: { type: "string", description: "Name of the table." },
      force: { type: "boolean", description: "Whether it holds for the table's owner too. Default false." },
    },
    required: ["table"],
  },
  Policy: {
    type: "object",
    description: "Which rows of a table roles see and write.",
    properties: {
      table: { type: "string", description: "Name of the table, one of the secured ones." },
      name: { type: "string", description: "Name of the policy, unique on its table." },
      command: { type: "string", $ref: typeRef("PolicyCommand"), description: "Default ALL." },
      roles: {
        type: "array",
        items: { type: "string" },
        description: "Roles it is for. Default every role.",
      },
      using: {
        type: "string",
        description: "SQL condition of rows that are seen, changed and deleted. Default no condition.",
      },
      check: {
        type: "string",
        description: "SQL condition of rows that are written. Default that of using.",
      },
      permissive: {
        type: "boolean",
        description:
          "A row is seen by what any permissive policy and all restrictive ones allow. Default true.",
      },
    },
    required: ["table", "name"],
  },
};
