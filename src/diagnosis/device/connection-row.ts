import { z } from 'zod';
import { Moment, Text } from '../asking/cells';

/**
 * One row of a device, as `device-connections.kql` returns it: of the category Connections, or an
 * error of another category, which is an operation and no disconnect.
 */
export const ConnectionRow = z
  .object({
    TimeGenerated: Moment,
    Category: Text,
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
    event: readEvent(cells),
    category: cells.Category,
    operation: cells.OperationName,
    code: cells.ResultType,
    fault: readFault(cells.Level, cells.ResultType, cells.ResultDescription),
    name: cells.ResultDescription,
    sdkVersion: cells.sdkVersion,
    protocol: cells.protocol,
    /** How the device proved who it is, such as `sas`; empty on most rows. */
    authType: cells.authType,
    maskedIpAddress: cells.maskedIpAddress,
    errorMessage: cells.errorMessage,
    moduleId: cells.moduleId,
    hubId: cells._ResourceId.toLowerCase(),
  }));

export type ConnectionRow = z.infer<typeof ConnectionRow>;

interface EventCells {
  Category: string;
  OperationName: string;
  Level: string;
  ResultType: string;
}

/** A connect that carries an error never came to be: it is a refused attempt. */
function readEvent({ Category, OperationName, Level, ResultType }: EventCells) {
  if (Category !== '' && Category !== 'Connections') return 'operation' as const;
  if (/disconnect$/i.test(OperationName)) return 'disconnect' as const;
  if (isError(Level) || ResultType !== '') return 'refused' as const;
  return /connect$/i.test(OperationName) ? ('connect' as const) : ('other' as const);
}

/** The code; for errors without one their name; empty for what the hub logs as a clean event. */
function readFault(level: string, code: string, name: string): string {
  if (code !== '' || !isError(level)) return code;
  return name === '' ? 'unnamed error' : name;
}

function isError(level: string): boolean {
  return /^(error|critical)$/i.test(level);
}
