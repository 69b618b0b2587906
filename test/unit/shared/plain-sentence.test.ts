import { readPlainSentence } from '../../../src/shared/plain-sentence';

describe('readPlainSentence', () => {
  it.each([
    'No hub.json in the data folder tells of the hub my-hub.',
    "Resource group 'plant-rg' could not be found.",
    'Das Gerät wird “nicht” gefunden (Status 404).',
  ])('repeats %j', (said) => {
    expect(readPlainSentence(`  ${said} `)).toBe(said);
  });

  it.each([
    [undefined],
    [404],
    [''],
    ['{"errorCode":404001}'],
    ['<html><body>Not found</body></html>'],
    ['Two\nlines'],
    ['Read [this](page)'],
    ['Go to https://evil.example for more'],
    ['Turned \u202e around'],
    ['x'.repeat(201)],
  ])('repeats nothing of %j', (said) => {
    expect(readPlainSentence(said)).toBeUndefined();
  });

  it('repeats no secret', () => {
    expect(readPlainSentence('No such key: Bearer abc.def')).toBe('No such key: Bearer …');
  });
});
