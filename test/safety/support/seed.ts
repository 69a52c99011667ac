import fc from 'fast-check';

const seed = process.env.KEYRING_SEED ?? (process.env.CI ? '1' : undefined);

// CI plays the same inputs each time: a change must not fail there for what was there before it. A failure comes again with
// KEYRING_SEED=<seed>.
if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) });
