import { findPeopleQuery } from '../../../src/diagnosis/asking/people-queries';

describe('findPeopleQuery', () => {
  it.each([
    ['C2DCommands', 'commands-to-devices'],
    ['DeviceTelemetry', 'telemetry-errors'],
    ['device telemetry', 'telemetry-errors'],
    ['DirectMethods', 'direct-methods'],
    ['FileUploadOperations', 'file-uploads'],
    ['Routes', 'routing-events'],
    ['Error Summary', 'error-summary'],
  ])('knows %s, as Azure or people call it', (said, name) => {
    expect(findPeopleQuery(said)).toMatchObject({ kind: 'found', query: { name } });
  });

  it('takes no word of the language for a query', () => {
    expect(findPeopleQuery('constructor')).toMatchObject({ kind: 'unknown' });
  });
});
