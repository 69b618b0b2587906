import type { ArmRequest } from './arm-resource';
import type { WireError } from './wire-errors';

/** The envelope of every error that Azure Resource Manager makes itself. */
export function armError(status: number, code: string, message: string): WireError {
  return { status, body: { error: { code, message } } };
}

/** What the metrics service refuses comes without the envelope. */
export function metricsRefused(message: string): WireError {
  return { status: 400, body: { code: 'BadRequest', message } };
}

export function missingApiVersion(): WireError {
  return armError(
    400,
    'MissingApiVersionParameter',
    'The api-version query parameter (?api-version=) is required for all requests.',
  );
}

export function invalidApiVersion(version: string): WireError {
  return armError(
    400,
    'InvalidApiVersionParameter',
    `The api-version '${version}' is invalid. Versions are dates such as 2018-01-01.`,
  );
}

export function hubNotFound({ hub, resourceGroup }: ArmRequest): WireError {
  return armError(
    404,
    'ResourceNotFound',
    `The Resource 'Microsoft.Devices/IotHubs/${hub}' under resource group '${resourceGroup}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );
}

/** The hub is there, yet a folder of exported data does not have what was asked. */
export function notTold(message: string): { refused: WireError } {
  return { refused: armError(404, 'ResourceNotFound', message) };
}

export function pathUnknown(path: string): WireError {
  return armError(
    404,
    'InvalidResourceType',
    `Nothing is known here under '${path}': only IoT hubs, their metrics, health and diagnostic settings are.`,
  );
}
