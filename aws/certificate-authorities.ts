/**
 * Certificate authorities that a server can have its certificate from (RDS user guide, UsingWithRDS.SSL, "Certificate
 * authorities", 2026-11-28). rds-ca-2019 ended in August 2024.
 */
export const certificateAuthorities = ["rds-ca-rsa2048-g1", "rds-ca-rsa4096-g1", "rds-ca-ecc384-g1"] as const;
