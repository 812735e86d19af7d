/** Layers without a host: they run in Node, in a worker and in the page, so they import neither Node's modules nor the DOM. */
export const PURE_LAYERS = ['core', 'metrics', 'suite', 'evaluation', 'boards', 'registry'] as const;

/** Layers whose numbers are published: the same bits on every engine. */
export const NUMERIC_LAYERS = ['core', 'metrics', 'suite', 'evaluation'] as const;

const UP_TO_REGISTRY = [...PURE_LAYERS];
const UP_TO_VIEWS = [...UP_TO_REGISTRY, 'views'];
const UP_TO_COMPONENTS = [...UP_TO_VIEWS, 'components', 'runtime/browser'];

/** What each layer may import besides itself. A folder of `src` that is not named here is a fault: say where it belongs. */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  metrics: ['core'],
  suite: ['core'],
  evaluation: ['core', 'metrics', 'suite'],
  boards: ['core', 'metrics', 'suite', 'evaluation'],
  registry: ['core', 'metrics', 'suite', 'evaluation', 'boards'],
  views: UP_TO_REGISTRY,
  components: [...UP_TO_VIEWS, 'runtime/browser'],
  layouts: [...UP_TO_COMPONENTS, 'styles', 'runtime/node'],
  pages: [...UP_TO_COMPONENTS, 'layouts', 'styles', 'runtime/node'],
  workers: [...UP_TO_REGISTRY, 'runtime/browser'],
  'runtime/browser': [...UP_TO_VIEWS, 'workers'],
  'runtime/node': UP_TO_REGISTRY,
  'runtime/github': [...UP_TO_VIEWS, 'runtime/node'],
};

/** Packages that a pure layer may use: arithmetic, formats and tables that run the same everywhere. */
export const PURE_PACKAGES =
  /^(@noble\/hashes|@stdlib\/|ajv|canonicalize|fflate|hyparquet|ml-matrix|protobufjs|typebox|unhomoglyph)/;
