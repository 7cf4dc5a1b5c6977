import type { ParityResult } from "../../stack/parity.ts";
import { code, details, table } from "./markdown.ts";

const words = { differs: "**differs**", allowed: "allowed", nature: "as the servers are", same: "same" };

/** Whether what works in dev works in prod. */
export function paritySection({
  items,
  differences,
  devServer,
  prodServer,
  unusedExceptions,
}: ParityResult): string {
  const other = items.filter(({ verdict }) => verdict !== "same");
  const order = ["differs", "allowed", "nature"];
  const rows = other
    .toSorted((one, two) => order.indexOf(one.verdict) - order.indexOf(two.verdict))
    .map(({ name, dev, prod, verdict, why }) => [
      words[verdict],
      code(name),
      code(dev),
      code(prod),
      verdict === "allowed" ? code(why) : why,
    ]);
  const body = table(["", "what", `dev, ${devServer}`, `prod, ${prodServer}`, "why"], rows);
  const headline =
    differences === 0
      ? `dev is what prod is, ${items.length - other.length} of ${items.length} the same`
      : `${differences} of ${items.length} differ`;
  return [
    `### Parity: ${headline}`,
    ...(rows.length === 0
      ? []
      : [differences > 0 ? body : details(`${rows.length} to be expected, or allowed`, body)]),
    ...unusedExceptions.map((name) => `The exception ${code(name)} allows nothing any more.`),
  ].join("\n\n");
}
