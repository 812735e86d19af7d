import fc from 'fast-check';

/** Property tests draw the same examples in every run: a failure is a change in the code. `npm run properties` names another seed. */
const SEED = Number(process.env['PROPERTY_SEED'] ?? 20_260_224);

fc.configureGlobal({ seed: SEED });
