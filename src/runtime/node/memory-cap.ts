const PAGE_BYTES = 65_536;

/**
 * Bounds every WebAssembly memory that this process makes from now on, the runtime's included: it makes its memory in JavaScript,
 * so that the constructor is the place. Limits on JavaScript's heap do not reach it.
 */
export function capMemory(bytes: number): void {
  const pages = Math.floor(bytes / PAGE_BYTES);
  const Uncapped = WebAssembly.Memory;
  WebAssembly.Memory = class extends Uncapped {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super({ ...descriptor, maximum: Math.min(descriptor.maximum ?? pages, pages) });
    }
  };
}
