/** The exported functions of a module on a memory. @param code imports the memory as `host.memory` */
export function instantiate<Kernel>(code: BufferSource, memory: WebAssembly.Memory): Kernel {
  return new WebAssembly.Instance(new WebAssembly.Module(code), { host: { memory } }).exports as unknown as Kernel;
}

/**
 * A kernel that is compiled when it is first asked for.
 *
 * @returns gives the kernel, the same at every call, or null where this engine lacks what it is made of (vectors)
 */
export function lazyKernel<Kernel>(assemble: () => BufferSource, memory: WebAssembly.Memory): () => Kernel | null {
  let kernel: Kernel | null | undefined;
  return () => {
    if (kernel !== undefined) return kernel;
    const code = assemble();
    kernel = WebAssembly.validate(code) ? instantiate<Kernel>(code, memory) : null;
    return kernel;
  };
}
