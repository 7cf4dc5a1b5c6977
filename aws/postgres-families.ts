/**
 * Families of instance classes that RDS for PostgreSQL has in each region, also those that no version in standard support
 * runs on any more: see `instance-families.ts`. As cfn-lint 1.58.0 lists them, read on 2026-11-28.
 */
export const postgresFamilies = {
  "af-south-1": "m5 m5d m6g m6i m8g r5 r5d r6g r6i r8gd t3 t4g",
  "ap-east-1": "m5 m5d m6g m6gd m6i m8g r5 r5d r6g r6i r7g r8g r8gd t3 t4g",
  "ap-east-2": "m6g m6gd m6i m6id m7g m7i r6g r6gd r6i r6id r7g r7i r8a t3 t4g",
  "ap-northeast-1": `
    m1 m2 m3 m4 m5 m5d m6g m6gd m6i m6id m6idn m6in m7g m7i m8a m8g m8gd r3 r4 r5 r5b r5d r6g r6gd r6i
    r6id r6idn r6in r7g r7i r8a r8g r8gd t1 t2 t3 t4g
  `,
  "ap-northeast-2": "m4 m5 m5d m6g m6gd m6i m7g m7i m8g r3 r4 r5 r5d r6g r6i r7g r7i r8g r8gd t2 t3 t4g",
  "ap-northeast-3": "m4 m5 m5d m6g m6gd m6i m7g r4 r5 r5d r6g r6gd r6i r7g r8g t2 t3 t4g",
  "ap-south-1": "m4 m5 m5d m6g m6gd m6i m7g m7i m8a m8g r3 r4 r5 r5d r6g r6gd r6i r7g r7i r8g t2 t3 t4g",
  "ap-south-2": "m5 m6g m6gd m6i m7g m8a m8g r5 r6g r7g r8g t3 t4g",
  "ap-southeast-1": `
    m1 m2 m3 m4 m5 m5d m6g m6gd m6i m7g m7i m8g r3 r4 r5 r5b r5d r6g r6gd r6i r7g r7i r8g t1 t2 t3 t4g
  `,
  "ap-southeast-2": `
    m1 m2 m3 m4 m5 m5d m6g m6gd m6i m6id m7g m7i m8g m8gd r3 r4 r5 r5d r6g r6gd r6i r6id r7g r7i r8g
    r8gd t1 t2 t3 t4g x2idn x2iedn
  `,
  "ap-southeast-3": "m5 m5d m6g m6gd m6i m7g m7i r5 r5d r6g r6gd r7g r7i r8g r8gd t3 t4g",
  "ap-southeast-4": "m5 m6g m6gd m7g m7i r5 r6g r8g t3 t4g",
  "ap-southeast-5": "m6g m6gd m6i m6id m7g m7i m8g m8gd r6g r6gd r6i r6id r7g r7i r8g r8gd t3 t4g",
  "ap-southeast-6": "m6g m6gd m6i m6id m7g m7i r6g r6i r6id r7g r7i t3 t4g",
  "ap-southeast-7": "m6g m6gd m6i m6id m7g r6g r6gd r6i r6id r7g t3 t4g",
  "ca-central-1": `
    m4 m5 m5d m6g m6gd m6i m7g m7i m8gd r4 r5 r5d r6g r6gd r6i r7g r7i r8a r8g r8gd t2 t3 t4g x2idn
    x2iedn
  `,
  "ca-west-1": "m6g m6gd m6i m6id m8g r6g r6i r6id r7g r8gd t3",
  "cn-north-1": "m1 m3 m4 m5 m5d m6g m7g m8g r3 r4 r5 r5d r6g r6gd r7g r8g t1 t2 t3 t4g",
  "cn-northwest-1": "m4 m5 m5d m6g m7g m8g r4 r5 r5d r6g r7g r8g t2 t3 t4g",
  "eu-central-1": `
    m3 m4 m5 m5d m6g m6gd m6i m6id m7g m7i m8a m8g m8gd m9g r3 r4 r5 r5b r5d r6g r6gd r6i r6id r7g r7i
    r8a r8g r8gd t2 t3 t4g x2idn x2iedn
  `,
  "eu-central-2": "m5 m6g m6gd m7g m8g r5 r6g r6gd r7g r8g t3 t4g",
  "eu-north-1": "m5 m5d m6g m6gd m6i m7g m7i m8g r5 r5d r6g r6i r7g r7i r8g t3 t4g x2idn x2iedn",
  "eu-south-1": "m5 m5d m6g m6gd m6i m8g r5 r5d r6g r6i r7g r7i t3 t4g x2idn x2iedn",
  "eu-south-2": "m5 m6g m6gd m7g m7i m8a m8g m8gd r5 r6g r6gd r7g r7i r8a r8g r8gd t3 t4g",
  "eu-west-1": `
    m1 m2 m3 m4 m5 m5d m6g m6gd m6i m6id m6idn m6in m7g m7i m8a m8g m8gd r3 r4 r5 r5d r6g r6gd r6i r6id
    r6idn r6in r7g r7i r8a r8g r8gd t1 t2 t3 t4g x2g x2idn x2iedn
  `,
  "eu-west-2": "m4 m5 m5d m6g m6gd m6i m7g m7i m8g m8gd r4 r5 r5d r6g r6i r7g r7i r8g r8gd t2 t3 t4g",
  "eu-west-3": "m5 m5d m6g m6gd m6i m7g m7i m8g r4 r5 r5d r6g r6gd r6i r7i r8g t2 t3 t4g",
  "il-central-1": "m5 m6g m6gd m6i m7g r5 r6g r6gd r6i r6id r7g t3 t4g",
  "me-central-1": "m5 m5d m6g m6gd m7g r5 r5d r6g t3 t4g",
  "me-south-1": "m5 m5d m6g m6gd m6i m7g r5 r5d r6g r6i r7g t3 t4g",
  "mx-central-1": "m6g m6gd m6i m6id m7g m7i r6g r6gd r6i r6id r7g r7i r8g t3 t4g",
  "sa-east-1": `
    m1 m2 m3 m4 m5 m5d m6g m6i m7g m7i m8g m8gd r3 r4 r5 r5d r6g r6i r7g r7i r8g r8gd t1 t2 t3 t4g
  `,
  "us-east-1": `
    m1 m2 m3 m4 m5 m5d m6g m6gd m6i m6id m6idn m6in m7g m7i m8a m8g m8gd m9g r3 r4 r5 r5b r5d r6g r6gd
    r6i r6id r6idn r6in r7g r7i r8a r8g r8gd t1 t2 t3 t4g x2g x2iedn
  `,
  "us-east-2": `
    m4 m5 m5d m6g m6gd m6i m6id m6idn m6in m7g m7i m8a m8g m8gd m9g r3 r4 r5 r5b r5d r6g r6gd r6i r6id
    r6idn r6in r7g r7i r8a r8g r8gd t2 t3 t4g x2g
  `,
  "us-gov-east-1": "m5 m6g m6gd m6i m7g m7i r4 r5 r6g r6gd r7g r7i r8g t2 t3 t4g",
  "us-gov-west-1": "m1 m2 m3 m4 m5 m6g m6gd m6i m7i r3 r4 r5 r6g r6gd r7g r7i r8g t1 t2 t3 t4g",
  "us-west-1": `
    m1 m2 m3 m4 m5 m5d m6g m6gd m6i m7g m7i m8g r3 r4 r5 r5d r6g r6gd r6i r7g r7i r8g r8gd t1 t2 t3 t4g
  `,
  "us-west-2": `
    m1 m2 m3 m4 m5 m5d m6g m6gd m6i m6id m6idn m6in m7g m7i m8a m8g m8gd m9g r3 r4 r5 r5b r5d r6g r6gd
    r6i r6id r6idn r6in r7g r7i r8a r8g r8gd t1 t2 t3 t4g x2g x2iedn
  `,
} as const;
