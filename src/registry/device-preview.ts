export type { Adapter, DeviceCheck, DeviceFacts, DevicePreview } from './documents/device-preview.ts';
