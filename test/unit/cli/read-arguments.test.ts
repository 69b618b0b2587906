import { readArguments } from '../../../src/cli/read-arguments';

const hour = 60 * 60 * 1000;

describe('readArguments', () => {
  it('asks about the last 24 hours unless told otherwise', () => {
    expect(readArguments(['why', 'device-42'])).toEqual({
      command: 'why',
      subject: 'device-42',
      dataDir: undefined,
      now: undefined,
      lastMs: 24 * hour,
      hub: undefined,
      json: false,
      csv: false,
    });
  });

  it.each([
    [['queries'], ''],
    [['queries', 'dead-endpoints'], 'dead-endpoints'],
    [['queries', 'dead', 'endpoints', '--csv'], 'dead endpoints'],
  ])('reads %j, with a name or without', (argv, subject) => {
    expect(readArguments(argv)).toMatchObject({
      command: 'queries',
      subject,
      csv: argv.includes('--csv'),
    });
  });

  it.each([
    [['why', 'device-42', '--csv'], "--csv goes with 'queries' only."],
    [['queries', '--csv', '--json'], '--csv and --json exclude each other.'],
  ])('refuses %j', (argv, message) => {
    expect(() => readArguments(argv)).toThrow(message);
  });

  it.each([
    ['90m', 1.5 * hour],
    ['6h', 6 * hour],
    ['7d', 168 * hour],
    ['PT6H', 6 * hour],
    ['P1D', 24 * hour],
  ])('reads --last %s', (text, ms) => {
    expect(readArguments(['summary', '--last', text]).lastMs).toBe(ms);
  });

  it.each([
    ['90s', 90_000],
    ['5m', 300_000],
    ['PT1H', hour],
    ['1d', 24 * hour],
  ])('reads --for %s', (text, ms) => {
    expect(readArguments(['fault', '403', '--for', text])).toMatchObject({
      command: 'fault',
      subject: '403',
      forMs: ms,
    });
  });

  it('reads every option, wherever it stands', () => {
    const read = readArguments([
      '--json',
      'why',
      '--now',
      '2026-03-01T04:00:00Z',
      'device-42',
      '--hub=contoso-hub',
      '--data',
      'samples',
    ]);

    expect(read).toMatchObject({
      subject: 'device-42',
      json: true,
      hub: 'contoso-hub',
      dataDir: 'samples',
      now: new Date('2026-03-01T04:00:00Z'),
    });
  });

  it('takes the rest of the line as the text to decode', () => {
    expect(readArguments(['decode', 'error', '404104']).subject).toBe('error 404104');
  });

  it('shows help when nothing is asked', () => {
    expect(readArguments([]).command).toBe('help');
    expect(readArguments(['why', '--help']).command).toBe('help');
  });

  it.each([
    [['wy', 'device-42'], "'wy' is not a command"],
    [['why'], "'why' needs a device id"],
    [['decode'], "'decode' needs an error code or text"],
    [['summary', 'device-42'], "'summary' takes no 'device-42'"],
    [['summary', '--last', '0h'], "--last '0h' is not a length"],
    [['summary', '--last', '91d'], "--last '91d' is not a length"],
    [['fault'], "'fault' needs the name of a fault, list or off"],
    [['fault', '403', '--for', '2d'], "--for '2d' is not a length"],
    [['summary', '--now', 'today'], "--now 'today' is not an ISO 8601 time"],
    [['summary', '--loud'], "Unknown option '--loud'"],
  ])('refuses %j and says why', (argv, message) => {
    expect(() => readArguments(argv)).toThrow(message);
    expect(() => readArguments(argv)).toThrow(expect.objectContaining({ code: 'usage_wrong' }));
  });
});
