import { cpus } from 'node:os';
import { expect, test } from 'vitest';
import { describeDevice, parseNvidiaList, parseVulkanSummary } from './device-facts.ts';

const SUMMARY = `
Devices:
========
GPU0:
	apiVersion         = 1.3.277
	driverVersion      = 550.54.14.0
	deviceType         = PHYSICAL_DEVICE_TYPE_DISCRETE_GPU
	deviceName         = NVIDIA A100-SXM4-40GB
	driverName         = NVIDIA
	driverInfo         = 550.54.14
	deviceUUID         = 4d6e
GPU1:
	apiVersion         = 1.3.0
	driverVersion      = 5.0.0
	deviceType         = PHYSICAL_DEVICE_TYPE_CPU
	deviceName         = SwiftShader Device (Subzero)
	driverName         = SwiftShader driver
	driverInfo         =${' '}
	conformanceVersion = 1.3.3.1
`;

test('adapters are those that vulkaninfo lists; one that the processor imitates is said to be so', () => {
  expect(parseVulkanSummary(SUMMARY)).toEqual([
    { name: 'NVIDIA A100-SXM4-40GB', driver: 'NVIDIA 550.54.14', software: false },
    { name: 'SwiftShader Device (Subzero)', driver: 'SwiftShader driver 5.0.0', software: true },
  ]);
  expect(parseVulkanSummary('Vulkan Instance Version: 1.3.239\n')).toEqual([]);
});

test('CUDA’s devices are those that nvidia-smi lists', () => {
  expect(parseNvidiaList('NVIDIA H100 80GB HBM3, 550.54.14\nTesla T4, 550.54.14\n')).toEqual([
    { name: 'NVIDIA H100 80GB HBM3', driver: 'NVIDIA 550.54.14', software: false },
    { name: 'Tesla T4', driver: 'NVIDIA 550.54.14', software: false },
  ]);
});

test('the processor is named by the system; of other devices there are adapters, or the reason why there are none', async () => {
  const { adapters, runtime } = await describeDevice('cpu');
  expect(adapters).toEqual([{ name: cpus()[0]!.model.trim() || 'unknown', driver: null, software: false }]);
  expect(runtime).toEqual({ name: 'onnxruntime-node', version: '1.30.0', provider: 'cpu' });
  const others = await describeDevice('cuda');
  expect(others.adapters === null ? others.remark : 'adapters').toMatch(/nvidia-smi|^adapters$/);
});
