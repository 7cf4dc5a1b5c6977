import { readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { parseDocument } from "yaml";
import { projectRoot, stackFolder } from "../../settings/paths.ts";
import { writeWhole } from "./write-whole.ts";

/**
 * A project file of the stack's own, which stands for the tracked Pulumi.yaml: the same name, settings and plug-ins, and
 * the same program. Pulumi is run there, because many of its commands write the salt of the passphrase into the stack's
 * file beside the project file (`stack init`, `stack output`, `stack history`, ...), whatever --config-file says; in the
 * tracked file it would lock every other developer out.
 */
export function refreshStackProject(stack: string, root: string = projectRoot): void {
  const folder = stackFolder(stack, root);
  const toRoot = relative(folder, root).split(sep).join("/");
  const project = parseDocument(readFileSync(join(root, "Pulumi.yaml"), "utf8"));
  project.set("main", "index.mjs");
  project.setIn(["plugins", "providers", 0, "path"], `${toRoot}/provider/bin`);
  project.commentBefore = ` Made from the project's Pulumi.yaml at every run: change that file.`;
  writeWhole(join(folder, "Pulumi.yaml"), project.toString({ lineWidth: 0 }));
  writeWhole(join(folder, "index.mjs"), `export { default } from "${toRoot}/index.ts";\n`);
}
