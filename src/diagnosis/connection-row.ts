import { z } from 'zod';
import { Moment, Text } from './cells';

/** One row of the category Connections, as `device-connections.kql` returns it. */
export const ConnectionRow = z
  .object({
    TimeGenerated: Moment,
    OperationName: Text,
    Level: Text,
    ResultType: Text,
    ResultDescription: Text,
    sdkVersion: Text,
    protocol: Text,
    authType: Text,
    maskedIpAddress: Text,
    errorMessage: Text,
    moduleId: Text,
    _ResourceId: Text,
  })
  .transform((cells) => ({
    at: cells.TimeGenerated,
    event: readEvent(cells.OperationName, cells.Level, cells.ResultType),
    code: cells.ResultType,
    fault: readFault(cells.Level, cells.ResultType, cells.ResultDescription),
    name: cells.ResultDescription,
    sdkVersion: cells.sdkVersion,
    protocol: cells.protocol,
    maskedIpAddress: cells.maskedIpAddress,
    errorMessage: cells.errorMessage,
    moduleId: cells.moduleId,
    hubId: cells._ResourceId.toLowerCase(),
  }));

export type ConnectionRow = z.infer<typeof ConnectionRow>;

/** A connect that carries an error never came to be: it is a refused attempt. */
function readEvent(operation: string, level: string, code: string) {
  if (/disconnect$/i.test(operation)) return 'disconnect' as const;
  if (isError(level) || code !== '') return 'refused' as const;
  return /connect$/i.test(operation) ? ('connect' as const) : ('other' as const);
}

/** The code; for errors without one their name; empty for what the hub logs as a clean event. */
function readFault(level: string, code: string, name: string): string {
  if (code !== '' || !isError(level)) return code;
  return name === '' ? 'unnamed error' : name;
}

function isError(level: string): boolean {
  return level.toLowerCase() === 'error';
}
