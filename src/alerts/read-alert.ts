import type { Alert } from '../ports/alert';
import { alertSchemas, findAlertSchema } from './alert-schemas';
import type { AlertDeps } from './join-alert';
import { refuseAlert } from './refuse-alert';
import { shortenId } from './shorten-id';

/**
 * Reads the body of an action group's webhook, whichever schema it follows. Senders differ in
 * spelling, so it is lenient about casing, numbers as texts, nulls and missing optional fields; what
 * it cannot do without throws AppError `alert_invalid` with the path of the field.
 */
export function readAlert(body: unknown, deps: AlertDeps): Alert {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw refuseAlert('', 'the body must be a JSON object');
  }
  const schema = findAlertSchema(body);
  if (schema !== undefined) return shortenId(schema.read(body, deps));
  const known = alertSchemas.map(({ name }) => name).join(', ');
  throw refuseAlert(
    'schemaId',
    `the body follows no schema we know. Known are ${known}. Turning on the common alert schema in the action group is best`,
  );
}
