import fc from 'fast-check';
import { readAction } from '../../../src/conversation/read-action';
import { isAppError } from '../../../src/shared/app-error';

it.each([
  ['why', { devices: ['device-42'], hub: 'contoso-hub', window: { last: 'PT24H' } }],
  ['why', { devices: ['d'], window: { from: '2026-11-20T09:23:00Z', to: '2026-11-21T09:23:00Z' } }],
  ['decode', { code: '404104' }],
  ['help', {}],
])('reads the button %s with what it carries', (verb, parameters) => {
  const read = readAction({ verb, parameters });

  expect(read).toEqual({ intent: verb, parameters, confidence: 1, suggestions: [] });
});

it('takes a button without parameters and drops what is not ours', () => {
  const bare = readAction({ verb: 'help', parameters: undefined });
  const odd = readAction({
    verb: 'summary',
    parameters: { hub: '', sql: 'drop table', __proto__: 1 },
  });

  expect(bare.parameters).toEqual({});
  expect(odd.parameters).toEqual({});
});

it.each<[string, unknown]>([
  ['', {}],
  ['unknown', {}],
  ['constructor', {}],
  ['why', 'device-42'],
  ['why', { devices: 'device-42' }],
  ['why', { devices: [] }],
  ['why', { devices: ['two words'] }],
  ['why', { devices: ['x'.repeat(129)] }],
  ['why', { devices: Array(11).fill('d') }],
  ['why', { devices: ['d'], hub: 'evil.example/' }],
  ['why', { devices: ['d'], window: { last: 'forever' } }],
  ['why', { devices: ['d'], window: { from: 'x', to: 'y' } }],
  ['decode', { code: 404104 }],
])('refuses the button %s with %j', (verb, parameters) => {
  expect(() => readAction({ verb, parameters })).toThrow(
    expect.objectContaining({ code: 'action_invalid' }),
  );
});

it('refuses or reads, and never fails otherwise', () => {
  fc.assert(
    fc.property(fc.constantFrom('why', 'check', 'decode'), fc.object(), (verb, parameters) => {
      try {
        readAction({ verb, parameters });
      } catch (error) {
        expect(isAppError(error, 'action_invalid')).toBe(true);
      }
    }),
  );
});
