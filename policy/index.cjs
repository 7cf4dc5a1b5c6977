// Pulumi requires its policy packs and hands .ts files to a compiler of its own; what is imported is Node's to load.
module.exports = () => import("./crossguard/index.ts");
