import { readCallerName } from '../../../src/alerts/read-caller-name';

describe('readCallerName', () => {
  it.each([
    ['an address', 'anna.smith@contoso.com', 'anna.smith'],
    ['an address with an underscore', 'anna_smith@contoso.com', 'anna_smith'],
    ["a guest's address", 'anna_smith_fabrikam.com#EXT#@contoso.onmicrosoft.com', 'anna_smith'],
    ['an id', '22223333-cccc-4444-dddd-5555eeee6666', 'identity 22223333…'],
    ['a service', 'Microsoft.Insights/autoscaleSettings', 'Microsoft.Insights/autoscaleSettings'],
    ['a text without end', 'x'.repeat(500), 'x'.repeat(60)],
    ['an address without end', `${'x'.repeat(500)}@contoso.com`, 'x'.repeat(60)],
    ['nobody', '', ''],
  ])('of %s', (_what, caller, name) => {
    expect(readCallerName(caller)).toBe(name);
  });
});
