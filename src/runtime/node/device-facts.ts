import { execFile } from 'node:child_process';
import { cpus } from 'node:os';
import { promisify } from 'node:util';
import type { Adapter, DeviceFacts } from '../../registry/device-preview.ts';
import { printable } from '../../registry/printable.ts';
import { NATIVE_RUNTIME, type Device } from './native-session.ts';

const run = promisify(execFile);
const MILLISECONDS = 20_000;
const NAME_LENGTH = 120;
const SOFTWARE_TYPE = 'PHYSICAL_DEVICE_TYPE_CPU';

/** Adapters in the words of `vulkaninfo --summary`. */
export function parseVulkanSummary(text: string): Adapter[] {
  return text
    .split(/^GPU\d+:$/m)
    .slice(1)
    .map((block) => {
      const field = (name: string) =>
        printable(new RegExp(`^[ \\t]*${name}[ \\t]*=(.*)$`, 'm').exec(block)?.[1]?.trim(), NAME_LENGTH);
      const driver = [field('driverName'), field('driverInfo') || field('driverVersion')].filter(Boolean).join(' ');
      return { name: field('deviceName'), driver: driver || null, software: field('deviceType') === SOFTWARE_TYPE };
    });
}

/** Adapters in the words of `nvidia-smi --query-gpu=name,driver_version --format=csv,noheader`. */
export function parseNvidiaList(text: string): Adapter[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [name, version] = line.split(',').map((part) => printable(part.trim(), NAME_LENGTH));
      return { name: name!, driver: version ? `NVIDIA ${version}` : null, software: false };
    });
}

const TOOLS = {
  webgpu: { command: 'vulkaninfo', parameters: ['--summary'], parse: parseVulkanSummary },
  cuda: {
    command: 'nvidia-smi',
    parameters: ['--query-gpu=name,driver_version', '--format=csv,noheader'],
    parse: parseNvidiaList,
  },
} as const;

async function askTool(device: keyof typeof TOOLS): Promise<Pick<DeviceFacts, 'adapters' | 'remark'>> {
  const { command, parameters, parse } = TOOLS[device];
  const untold = `${NATIVE_RUNTIME.name} does not report its adapter`;
  try {
    const { stdout } = await run(command, parameters, { timeout: MILLISECONDS });
    const adapters = parse(stdout);
    if (adapters.length === 0) return { adapters: null, remark: `${untold}, and ${command} names none` };
    const remark = adapters.length === 1 ? null : `${untold}: it is one of these, by ${command}`;
    return { adapters, remark };
  } catch {
    return { adapters: null, remark: `${untold}, and ${command} does not run here` };
  }
}

/** What is to be known of a device: of the processor from the system, of others from their drivers' own tools. */
export async function describeDevice(device: Device): Promise<DeviceFacts> {
  const runtime = { ...NATIVE_RUNTIME, provider: device };
  if (device !== 'cpu') return { device, runtime, ...(await askTool(device)) };
  const name = printable(cpus()[0]?.model.trim() || 'unknown', NAME_LENGTH);
  return { device, runtime, adapters: [{ name, driver: null, software: false }], remark: null };
}
