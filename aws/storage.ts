/**
 * Figures of RDS for PostgreSQL's storage (RDS user guide, CHAP_Storage, "General Purpose SSD storage" and "Provisioned
 * IOPS SSD storage", 2026-11-28). GiB, operations a second, MiB a second.
 */
export const gp3 = {
  size: { min: 20, max: 65_536 },
  /** From here on the volume is striped over four: more comes with it, and more can be had. */
  threshold: 400,
  /** What comes with a volume below the threshold, where neither can be set. */
  small: { iops: 3000, throughput: 125 },
  /** What comes with a larger one, and the most that can be had. */
  large: { iops: { min: 12_000, max: 64_000 }, throughput: { min: 500, max: 4000 } },
  /** Operations a second for each GiB, at most. */
  iopsPerGibibyte: 500,
  /** MiB a second for each operation a second, at most. */
  throughputPerIops: 0.25,
} as const;

/** io2 Block Express; its throughput follows from its operations. */
export const io2 = {
  size: { min: 100, max: 65_536 },
  iops: { min: 1000, max: 256_000 },
  /** Operations a second for each GiB. */
  iopsPerGibibyte: { min: 0.5, max: 1000 },
} as const;

/**
 * How far above the allocated storage the ceiling of its growth has to be, in hundredths of it (RDS user guide,
 * USER_PIOPS.Autoscaling, 2026-11-28): 10 % is what it grows by, and 26 % what AWS advises.
 */
export const ceiling = { least: 110, advised: 126 } as const;
