import { type AlertQuestion, questionOfAlert } from '../diagnosis/topics/alert-question';
import type { Incident } from '../ports/incident-book';

/**
 * One question for all that joined: of the hub, with the devices and the topic that any alert of it
 * names. An incident of one device alone asks about that device. Undefined where no log can tell.
 */
export function questionOfIncident({
  alert,
  joined,
  devices,
}: Incident): AlertQuestion | undefined {
  const own = questionOfAlert(alert);
  if (own === undefined || (joined.length === 0 && devices === undefined)) return own;
  if (joined.length === 0 && own.alone !== undefined) return own;
  const asked = [own, ...joined.map((each) => questionOfAlert(each.alert))];
  const named = asked.flatMap((question) => question?.devices ?? []);
  const [only] = devices?.total === 1 ? devices.listed : [];
  const names = [...new Set([...named, ...(only === undefined ? [] : [only.device])])];
  const topic = asked.find((question) => question?.topic !== undefined)?.topic;
  const { alone: _alone, devices: _devices, ...rest } = own;
  return { ...rest, ...(topic && { topic }), ...(names.length > 0 && { devices: names }) };
}
