import { createTwinShelf } from '../../../src/playground/azure/twin-shelf';

describe('createTwinShelf', () => {
  it('tells the same device id on two hubs apart, and hides our own field', () => {
    const shelf = createTwinShelf();
    shelf.put({ deviceId: 'a', hub: 'One-Hub', status: 'enabled' });
    shelf.put({ deviceId: 'a', hub: 'two-hub', status: 'disabled' });

    expect(shelf.find('a', 'one-hub')).toEqual({ deviceId: 'a', status: 'enabled' });
    expect(shelf.find('a', 'two-hub')).toEqual({ deviceId: 'a', status: 'disabled' });
    expect(shelf.find('a', 'three-hub')).toBeUndefined();
    expect(shelf.hubs()).toEqual(['one-hub', 'two-hub']);
  });

  it('finds a twin without a hub on every hub', () => {
    const shelf = createTwinShelf();
    shelf.put({ deviceId: 'a' });

    expect(shelf.find('a', 'any-hub')).toEqual({ deviceId: 'a' });
  });

  it('finds a twin of any hub when none is named', () => {
    const shelf = createTwinShelf();
    shelf.put({ deviceId: 'a', hub: 'one-hub' });

    expect(shelf.find('a', undefined)).toEqual({ deviceId: 'a' });
  });

  it('compares device ids with case', () => {
    const shelf = createTwinShelf();
    shelf.put({ deviceId: 'Pump' });

    expect(shelf.find('pump', undefined)).toBeUndefined();
  });

  it('replaces the twin it has', () => {
    const shelf = createTwinShelf();
    shelf.put({ deviceId: 'a', status: 'enabled' });
    shelf.put({ deviceId: 'a', status: 'disabled' });

    expect(shelf.find('a', undefined)).toEqual({ deviceId: 'a', status: 'disabled' });
  });

  it.each([
    [null, 'a twin must be a JSON object'],
    [[], 'a twin must be a JSON object'],
    [{}, 'deviceId is missing'],
    [{ deviceId: '' }, 'deviceId is missing'],
    [{ deviceId: 'a', hub: 5 }, 'hub is not a text'],
  ])('refuses %j', (value, reason) => {
    expect(createTwinShelf().put(value)).toBe(reason);
  });
});
