import { inflateSync } from 'node:zlib';
import { createPictures } from '../../../src/adapters/pictures/create-pictures';
import { encodePng } from '../../../src/adapters/pictures/encode-png';
import { timelineChart } from '../../../src/adapters/pictures/timeline-chart';
import { stackTimeline } from '../../../src/reports/stack-timeline';
import type { Timeline } from '../../../src/reports/timeline';

const pictures = createPictures();
const window = { from: new Date('2026-11-20T03:00:00Z'), to: new Date('2026-11-21T03:00:00Z') };

function timeline(codes: string[], binSeconds = 1800): Timeline {
  const count = (window.to.getTime() - window.from.getTime()) / (binSeconds * 1000);
  const bins = Array.from({ length: count }, (_, index) =>
    codes.map((code, place) => ({
      at: new Date(window.from.getTime() + index * binSeconds * 1000),
      code,
      name: code === '' ? '' : 'SomeErrorName',
      count: 1 + ((index * (place + 3)) % 977),
    })),
  ).flat();
  const marks = [{ at: new Date('2026-11-21T02:10:00Z'), label: 'alert' }];
  const stacked = stackTimeline({ binSeconds, bins }, window, marks);
  if (stacked === undefined) throw new Error('There is nothing to draw.');
  return stacked;
}

function sizeOf(png: Buffer) {
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}

describe('createPictures', () => {
  it.each([
    ['one code', ['404104']],
    ['six codes', ['404104', '401003', '400027', '409002', '500001', '']],
    ['twelve codes', Array.from({ length: 12 }, (_, index) => `4000${10 + index}`)],
  ])('draws %s sharply in at most 18 KB', (_case, codes) => {
    const png = pictures.drawTimeline(timeline(codes));

    expect(png.length).toBeLessThanOrEqual(18 * 1024);
    expect(sizeOf(png)).toEqual({ width: 1120, height: 360 });
  });

  it('fits the busiest of pictures by giving up sharpness', () => {
    const busy = timeline(['404104', '401003', '400027', '409002', '500001', ''], 440);

    const png = pictures.drawTimeline(busy);

    expect(png.length).toBeLessThanOrEqual(18 * 1024);
  });

  it('draws the same picture from the same figures', () => {
    const first = pictures.drawTimeline(timeline(['404104']));
    const second = pictures.drawTimeline(timeline(['404104']));

    expect(first.equals(second)).toBe(true);
  });

  it('draws other figures otherwise', () => {
    const one = pictures.drawTimeline(timeline(['404104']));
    const two = pictures.drawTimeline(timeline(['404104', '401003']));

    expect(one.equals(two)).toBe(false);
  });

  it('shows hostile labels as text', () => {
    const hostile = timeline(['404104']);
    const labels = ['<script>', '&amp;"\'', '\u202eabc', 'x'.repeat(5000)];
    const series = labels.map((label) => ({ label, counts: hostile.bins.map(() => 1) }));

    const png = pictures.drawTimeline({ ...hostile, series });

    expect(sizeOf(png).width).toBe(1120);
  });
});

describe('timelineChart', () => {
  it('names the zone, stacks the series and marks the alert', () => {
    const chart = timelineChart(timeline(['404104', '401003']));

    expect(chart).toMatchObject({
      title: [{ text: 'Disconnects per 30 min' }, { text: 'times in UTC' }],
      legend: { data: ['401003', '404104'] },
      series: [
        { stack: 'all', markLine: { data: [{ name: 'alert', xAxis: 46 }] } },
        { stack: 'all' },
      ],
    });
  });

  it('puts the words of marks that stand close together beside each other', () => {
    const marks = ['20T08:10', '20T08:10', '20T08:35', '21T02:10'].map((time, at) => ({
      at: `2026-11-${time}:00Z`,
      label: `mark ${at}`,
    }));

    const chart = timelineChart({ ...timeline(['404104']), marks });

    expect(chart).toMatchObject({
      series: [
        {
          markLine: {
            data: [
              { name: 'mark 0, mark 1, mark 2', xAxis: 10 },
              { name: '', xAxis: 11 },
              { name: 'mark 3', xAxis: 46 },
            ],
          },
        },
      ],
    });
  });

  it('spells a single code out', () => {
    const chart = timelineChart(timeline(['404104']));

    expect(chart.legend).toMatchObject({ data: ['404104 SomeErrorName'] });
  });
});

describe('encodePng', () => {
  it('keeps every pixel of a picture of few colours', () => {
    const rgba = Uint8Array.from([255, 0, 0, 255, 0, 0, 255, 255, 255, 0, 0, 255, 1, 200, 3, 255]);

    const png = encodePng(rgba, 2, 2);

    expect(readPixels(png)).toEqual([255, 0, 0, 0, 0, 255, 255, 0, 0, 1, 200, 3]);
  });

  it('merges shades where there are more than 256 colours', () => {
    const rgba = Uint8Array.from({ length: 64 * 64 * 4 }, (_, index) => (index * 37) % 256);

    const pixels = readPixels(encodePng(rgba, 64, 64));

    const worst = pixels.reduce((most, value, index) => {
      const original = rgba[Math.floor(index / 3) * 4 + (index % 3)] ?? 0;
      return Math.max(most, Math.abs(original - value));
    }, 0);
    expect(pixels).toHaveLength(64 * 64 * 3);
    expect(worst).toBeLessThan(64);
  });
});

/** The colours of an indexed PNG without filters, as our encoder writes it. */
function readPixels(png: Buffer): number[] {
  const parts: Record<string, Buffer> = {};
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    parts[png.toString('latin1', at + 4, at + 8)] = png.subarray(at + 8, at + 8 + length);
    at += length + 12;
  }
  const width = parts.IHDR?.readUInt32BE(0) ?? 0;
  const lines = inflateSync(parts.IDAT ?? Buffer.alloc(0));
  const indexes = [...lines].filter((_, index) => index % (width + 1) !== 0);
  return indexes.flatMap((index) => [...(parts.PLTE?.subarray(index * 3, index * 3 + 3) ?? [])]);
}
