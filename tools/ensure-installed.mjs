// Run before npm scripts: installs the project's packages when they are not those of the lock file.
// Plain JavaScript that any Node reads; npm itself brings the Node that the rest runs on.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const installed = join(root, "node_modules", ".package-lock.json");

if (!existsSync(installed) || differs(packagesOf(join(root, "package-lock.json")), packagesOf(installed))) {
  console.error("installing the project's packages: npm ci");
  const options = { cwd: root, stdio: "inherit", shell: process.platform === "win32" };
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], options);
  process.exitCode = status === null ? 1 : status;
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages;
}

/** Packages for other machines are not installed here; every other one is there at the version of the lock file. */
function differs(wanted, there) {
  return Object.keys(wanted).some((path) => {
    const { version, optional, devOptional } = wanted[path];
    if (path === "" || (there[path] === undefined && (optional || devOptional))) return false;
    return there[path] === undefined || there[path].version !== version;
  });
}
