import { readRegistryStatus } from '../runtime/node/registry-status.ts';

/** Read once for all pages. */
export const REGISTRY_STATUS = await readRegistryStatus(process.cwd());
