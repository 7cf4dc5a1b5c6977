import type { IndexKey, IndexMethod } from "../../../../model/index-definition.ts";
import { nearest } from "../../../../settings/nearest.ts";
import { parseQualified } from "../../../../sql/qualified-name.ts";
import type { CheckFailure } from "../../../resource-handler.ts";
import { methodsOfClass, vectorClasses } from "./opclass-facts.ts";

/** What is wrong with a key's operator class, as far as its name tells; whether it is there only the server knows. */
export function checkOpclass(property: string, { opclass }: IndexKey, method: IndexMethod): CheckFailure[] {
  const ofVectors = method === "hnsw" || method === "ivfflat" ? vectorClasses[method] : undefined;
  if (opclass === undefined) {
    if (method !== "hnsw") return [];
    return [
      {
        property,
        reason:
          "has no opclass, and hnsw has no default one: give that of the distance your queries order by, such as " +
          "vector_cosine_ops for <=>, vector_l2_ops for <->, vector_ip_ops for <#>",
      },
    ];
  }
  const parsed = qualified(opclass);
  if (parsed === undefined) return [];
  const methods = methodsOfClass(parsed.name);
  if (methods.includes(method)) return [];
  if (methods.length > 0) {
    const own = ofVectors === undefined ? "" : `; ${method} has ${ofVectors.join(", ")}`;
    return [
      { property, reason: `opclass ${opclass} is of ${methods.join(" and ")}, not of ${method}${own}` },
    ];
  }
  // One in a schema may be somebody's own.
  if (ofVectors === undefined || parsed.schema !== undefined) return [];
  const near = nearest(parsed.name, ofVectors);
  const hint = near === undefined ? `; there are ${ofVectors.join(", ")}` : `; did you mean ${near}?`;
  return [{ property, reason: `${method} has no opclass ${opclass}${hint}` }];
}

function qualified(text: string): ReturnType<typeof parseQualified> | undefined {
  try {
    return parseQualified(text);
  } catch {
    return undefined;
  }
}
