import fc from 'fast-check';
import { readSettings } from '../../../src/settings';

const letters = 'abcXYZ0189-';
const hub = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 50 });
/** Every character that a device id may hold. */
const deviceMarks = "-.+%_#*?!(),:=@;$'";
const device = fc
  .string({ unit: fc.constantFrom(...letters, ...deviceMarks), minLength: 1, maxLength: 128 })
  .filter((id) => id !== '*');
const override = fc.record({ hub, device, seconds: fc.integer({ min: 0, max: 86_400 }) });

it('reads any hub and any device id as they are written', () => {
  fc.assert(
    fc.property(fc.array(override), (overrides) => {
      const entries = overrides.map((each) => `${each.hub}/${each.device}=${each.seconds}`);

      const settings = readSettings({ DISCONNECT_GRACE_OVERRIDES: entries.join(' ') });

      expect(settings.graceOverrides).toEqual(overrides);
    }),
  );
});

it('never repeats what it refuses', () => {
  const read = () => readSettings({ DISCONNECT_GRACE_OVERRIDES: 'canary' });

  expect(read).toThrow('DISCONNECT_GRACE_OVERRIDES');
  expect(read).not.toThrow('canary');
});
