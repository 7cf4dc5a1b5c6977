/** How a server's parameters are computed from what it is given: see `configuration/`. */
export type Profile = "laptop" | "production" | "writes" | "workstation" | "vector";
