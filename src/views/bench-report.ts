export { SITE_CATEGORIES } from './documents/bench-site.ts';
export type {
  BenchFigure,
  BenchReport,
  BenchSize,
  GridFigures,
  GroupGrowth,
  GrowthAxis,
  GrowthReport,
  MachineFacts,
  PanelFigures,
  Ratio,
  ReferenceFigure,
  SizeFigures,
} from './documents/bench-engine.ts';
export type { InferenceBench, InferenceEngine, InferenceFigure } from './documents/bench-inference.ts';
export type {
  LabTimes,
  RerunBench,
  RerunTimes,
  SiteBuildBench,
  SiteCategory,
  SiteInteraction,
  SitePage,
  SiteReport,
} from './documents/bench-site.ts';
