import { limitsFor } from '../../../src/knowledge/limits-for';

describe('limitsFor', () => {
  it.each([
    ['S1', 1, { connectionsPerSecond: 100, d2cSendsPerSecond: 100, registryPerMinute: 100 }],
    ['S1', 2, { connectionsPerSecond: 100, queriesPerMinute: 40, methodKilobytesPerSecond: 320 }],
    ['S1', 9, { connectionsPerSecond: 108, d2cSendsPerSecond: 108, c2dSendsPerMinute: 900 }],
    ['S1', 9, { twinReadsPerSecond: 100, twinUpdatesPerSecond: 50 }],
    ['S2', 1, { connectionsPerSecond: 120, twinReadsPerSecond: 100, twinUpdatesPerSecond: 50 }],
    ['S2', 20, { connectionsPerSecond: 2400, twinReadsPerSecond: 200, twinUpdatesPerSecond: 100 }],
    ['S3', 2, { connectionsPerSecond: 12_000, registryPerMinute: 10_000, queriesPerMinute: 2000 }],
    ['s3', 1, { sku: 'S3', twinReadsPerSecond: 500, twinUpdatesPerSecond: 250 }],
    ['B2', 3, { connectionsPerSecond: 360, d2cSendsPerSecond: 360 }],
    ['F1', 7, { units: 1, connectionsPerSecond: 100 }],
  ])('of %s with %d units', (sku, units, expected) => {
    expect(limitsFor(sku, units)).toMatchObject(expected);
  });

  it.each(['B1', 'B2', 'B3'])('has no twins, methods and cloud-to-device in %s', (sku) => {
    const limits = limitsFor(sku, 1);

    expect(limits).toMatchObject({ connectionsPerSecond: expect.any(Number) });
    expect(limits).not.toHaveProperty('twinReadsPerSecond');
    expect(limits).not.toHaveProperty('methodKilobytesPerSecond');
    expect(limits).not.toHaveProperty('c2dSendsPerMinute');
  });

  it.each([
    ['F1', 1, 8000, 512],
    ['S1', 2, 800_000, 4096],
    ['B2', 1, 6_000_000, 4096],
    ['S3', 1, 300_000_000, 4096],
  ])('names the daily messages of %s × %d as unverified', (sku, units, count, meteredBytes) => {
    expect(limitsFor(sku, units)?.dailyMessages).toMatchObject({
      count,
      meteredBytes,
      verified: false,
    });
  });

  it.each([
    ['S4', 1],
    ['', 1],
    ['S1', 0],
    ['S1', -1],
    ['S1', 1.5],
    ['S1', Number.NaN],
  ])('knows none for %s with %d units', (sku, units) => {
    expect(limitsFor(sku, units)).toBeUndefined();
  });
});
