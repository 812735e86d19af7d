import { viewComparison, type ComparisonRequest } from '../../views/comparison-view.ts';

// The arithmetic stays out of the page: it is heavy to fetch, and nobody needs it before there is something to compare.
self.addEventListener('message', ({ data }: MessageEvent<ComparisonRequest>) => self.postMessage(viewComparison(data)));
