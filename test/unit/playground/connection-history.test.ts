import { createConnectionHistory } from '../../../src/playground/azure/connection-history';
import { exportedRecord, hubId } from '../../support/local-azure';

const connect = { operationName: 'deviceConnect', level: 'Information', resultType: undefined };

function historyOf(...records: ReturnType<typeof exportedRecord>[]) {
  const history = createConnectionHistory();
  for (const record of records) history.note(record);
  return history;
}

it('counts once, and again when a row of the hub came', () => {
  const history = historyOf(exportedRecord(connect));

  const first = history.stepsOf('my-hub');
  history.note(exportedRecord({ resourceId: hubId.replace('MY-HUB', 'OTHER-HUB') }));
  const second = history.stepsOf('my-hub');
  history.note(exportedRecord({ ...connect, time: '2026-03-10T11:40:00Z' }, { deviceId: 'b' }));
  const third = history.stepsOf('my-hub');

  expect(second).toBe(first);
  expect(Array.from(third?.counts ?? [])).toEqual([1, 2]);
});

it('takes ids of one hub together, in whatever case they are written', () => {
  const history = historyOf(
    exportedRecord(connect),
    exportedRecord({ ...connect, resourceId: hubId.toLowerCase() }, { deviceId: 'b' }),
  );

  expect(history.deviceCount('my-hub')).toBe(2);
});

it.each<[string, unknown]>([
  ['a text that begins with the id', '{"deviceId":"pump \'1\'"}'],
  ['a text that begins with another field', '{"protocol":"Mqtt","deviceId":"pump \'1\'"}'],
  ['a text with signs written as codes', '{"deviceId":"pump\\u0020\'1\'"}'],
  ['an object', { deviceId: "pump '1'" }],
])('finds the device in %s', (_, properties) => {
  const history = historyOf(exportedRecord({ ...connect, properties }));

  expect(history.knows('my-hub', "pump '1'")).toBe(true);
});

it.each<[string, object]>([
  ['another category', { category: 'DeviceTelemetry' }],
  ['another operation', { operationName: 'deviceNap' }],
  ['another kind of resource', { resourceId: hubId.replace('IOTHUBS', 'OTHERS') }],
  ['no device', { properties: '{}' }],
  ['a text that was cut off', { properties: '{"deviceId":"pum' }],
])('leaves out %s', (_, fields) => {
  expect(historyOf(exportedRecord(fields)).stepsOf('my-hub')).toBeUndefined();
});

it('takes a time without a zone for UTC', () => {
  const history = historyOf(exportedRecord({ ...connect, time: '2026-03-10T11:30:00' }));

  expect(history.stepsOf('my-hub')?.since).toBe(Date.parse('2026-03-10T11:30:00Z'));
});
