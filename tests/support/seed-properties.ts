import fc from 'fast-check';

/** Property tests draw the same examples in every run: a failure is a change in the code. */
const SEED = 20_260_224;

fc.configureGlobal({ seed: SEED });
