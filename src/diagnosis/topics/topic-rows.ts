import { z } from 'zod';
import { Count, Moment, Text } from '../asking/cells';

// One schema per query about a topic, named like its file.

export const DevicesMostThrottled = z.object({
  DeviceId: Text,
  Category: Text,
  _ResourceId: Text,
  count_: Count,
});
export type DevicesMostThrottled = z.infer<typeof DevicesMostThrottled>;

export const RefusalsByCode = z.object({
  code: Text,
  name: Text,
  category: Text,
  refused: Count,
  devices: Count,
  firstAt: Moment,
  lastAt: Moment,
});
export type RefusalsByCode = z.infer<typeof RefusalsByCode>;

export const DeadEndpoints = z.object({
  Endpoint: Text,
  OperationName: Text,
  Reason: Text,
  _ResourceId: Text,
  count_: Count,
});
export type DeadEndpoints = z.infer<typeof DeadEndpoints>;
