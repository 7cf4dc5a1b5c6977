import { isFixed, parameterFact, parameterNames } from "../../../aws/parameters/parameter-fact.ts";
import { nearest } from "../../nearest.ts";
import { ownerOf } from "./owned-parameters.ts";
import { type ProductionRule, type RuleMistake, rule } from "./rule.ts";

/** Names of parameters: those there are, that RDS lets one modify, and that no other setting decides. */
export const parameterNameRules: readonly ProductionRule[] = [
  rule(["parameters"], ({ parameters }) =>
    Object.entries(parameters).flatMap(([name, value]): RuleMistake[] => {
      const at = (problem: string, mend: string): RuleMistake[] => [
        { key: "parameters", entry: [name, value], problem, mend },
      ];
      const owned = ownerOf(name, value);
      if (owned !== undefined) return at(owned.problem, owned.mend);
      if (isFixed(name)) return at("a parameter that RDS does not let one modify", "remove it");
      if (parameterFact(name) !== undefined) return [];
      const lower = name.toLowerCase();
      if (parameterFact(lower) !== undefined)
        return at("in upper case, and RDS has it in lower case", `write ${lower}`);
      const meant = nearest(name, parameterNames);
      return at(
        "no parameter of RDS for PostgreSQL",
        meant === undefined ? "remove it" : `did you mean ${meant}?`,
      );
    }),
  ),
];
