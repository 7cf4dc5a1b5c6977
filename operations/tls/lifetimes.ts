const day = 24 * 60 * 60 * 1000;

/** How long certificates hold and when they are renewed, in milliseconds. */
export const lifetimes = {
  /** 10 years. */
  authority: 3653 * day,
  /** 397 days: the most that public authorities gave until 2026, and clients that limit it accept. */
  leaf: 397 * day,
  /** With less than a year left an authority is renewed: no certificate it issues is cut short by more than a month. */
  authorityLeft: 365 * day,
  /** With less than 30 days left a certificate is renewed. */
  leafLeft: 30 * day,
  /** A certificate begins this much earlier, for clocks that differ. */
  skew: 5 * 60 * 1000,
} as const;
