import { type ProductionRule, type RuleMistake, rule } from "./rule.ts";

/** Tags that every resource gets from us. */
const ours = ["Environment", "Application", "Role", "Name"];

/** What AWS takes ("Tagging your AWS resources", 2026-11-28). */
const limits = { tags: 50, name: 128, value: 256 } as const;
const characters = /^[\p{L}\p{N}\p{Zs}_.:/=+@-]*$/u;

/** The user's tags, beside ours. */
export const tagRules: readonly ProductionRule[] = [
  rule(["tags"], ({ tags }) => {
    const most = limits.tags - ours.length;
    const count = Object.keys(tags).length;
    const mistakes = Object.entries(tags).flatMap(([name, value]) => mistakesOf(name, value));
    return count <= most
      ? mistakes
      : [
          ...mistakes,
          {
            key: "tags",
            problem: `${count} tags, and with the ${ours.length} that are set anyway AWS takes ${most}`,
            mend: "remove some",
          },
        ];
  }),
];

function mistakesOf(name: string, value: string): RuleMistake[] {
  const at = (problem: string, mend: string): RuleMistake[] => [
    { key: "tags", entry: [name, value], problem, mend },
  ];
  const same = ours.find((own) => own.toLowerCase() === name.toLowerCase());
  if (same !== undefined) return at(`${same} is set anyway`, "use another name");
  if (/^aws:/i.test(name)) return at("aws: begins AWS's own tags", "use another name");
  if (name === "" || name.length > limits.name)
    return at(`a name has 1 to ${limits.name} characters`, "use another name");
  if (!characters.test(name) || !characters.test(value))
    return at("has a character that AWS does not take", "use letters, digits, spaces and _ . : / = + - @");
  return value.length > limits.value
    ? at(`${value.length} characters long, and AWS takes ${limits.value}`, "shorten it")
    : [];
}
