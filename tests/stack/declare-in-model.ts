import { readFileSync, writeFileSync } from "node:fs";
import type { Checkout } from "./checkout.ts";

/** The first TypeScript of a document: a property of the model or of a schema, with its comma. */
export function exampleOf(checkout: Checkout, document: string): string {
  const text = /```ts\n(?<text>.*?)```/s.exec(checkout.read(document))?.groups?.text;
  if (text === undefined) throw new Error(`${document} shows no TypeScript`);
  return text;
}

/** Adds properties to the checkout's model: of the whole, and of schema commerce. */
export function declareInModel(
  checkout: Checkout,
  { ofModel = "", ofCommerce = "" }: { readonly ofModel?: string; readonly ofCommerce?: string },
): void {
  const file = checkout.path("model/database.ts");
  const before = readFileSync(file, "utf8");
  const after = before
    .replace("  return {\n", (found) => `${found}${ofModel}`)
    .replace('        name: "commerce",\n', (found) => `${found}${ofCommerce}`);
  if (after.length !== before.length + ofModel.length + ofCommerce.length)
    throw new Error("model/database.ts is not written as it was");
  writeFileSync(file, after);
}
