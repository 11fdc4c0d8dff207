import { configureGlobal, readConfigureGlobal } from 'fast-check';

/**
 * Property tests run on one seed, so that a run of `npm test` says the same each time and everywhere; what another seed
 * finds is a fault to mend, not a reason for a run to be red by chance. `WEFT_SEED=random npm test` goes looking, and
 * `WEFT_SEED=N` runs a seed again that fast-check printed.
 */
const wanted = process.env['WEFT_SEED'] ?? '20261123';
if (wanted !== 'random') configureGlobal({ ...readConfigureGlobal(), seed: Number(wanted) });
