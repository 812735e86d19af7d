/** Script of a page that stands in no site: offers the digests to whoever drives the browser. */
import { engineDigests } from '../../support/engine-digests.ts';

Object.assign(globalThis, { engineDigests });
