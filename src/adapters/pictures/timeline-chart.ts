import type { EChartsOption, SeriesOption } from 'echarts';
import type { Timeline, TimelineSeries } from '../../reports/timeline';

/** Okabe and Ito's colours: told apart with every common kind of colour blindness. */
const palette = ['#D55E00', '#0072B2', '#E69F00', '#009E73', '#CC79A7', '#7F7F7F'];
const ink = '#242424';
const faint = '#616161';
const line = '#E0E0E0';

/** Stacked bars over time. Its ground is its own, so that it reads on light and dark cards alike. */
export function timelineChart(timeline: Timeline): EChartsOption {
  return {
    animation: false,
    backgroundColor: '#FFFFFF',
    textStyle: { fontFamily: 'Inter', color: ink },
    title: [
      { text: timeline.title, left: 12, top: 8, textStyle: words(15, ink, 600) },
      { text: 'times in UTC', right: 12, top: 8, textStyle: words(14, faint) },
    ],
    grid: { left: 10, right: 16, top: 54, bottom: 32, containLabel: true },
    legend: legend(timeline.series),
    xAxis: timeAxis(timeline),
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitNumber: 3,
      axisLabel: { fontSize: 14, color: faint },
      splitLine: { lineStyle: { color: line } },
    },
    series: timeline.series.map((series, index) => stackedBars(series, index, timeline)),
  };
}

function words(fontSize: number, color: string, fontWeight = 400) {
  return { fontFamily: 'Inter', fontSize, fontWeight, color };
}

function legend(series: TimelineSeries[]): EChartsOption['legend'] {
  return {
    bottom: 4,
    left: 8,
    right: 8,
    itemWidth: 12,
    itemHeight: 12,
    itemGap: 12,
    textStyle: words(14, ink),
    data: series.map(({ label }) => legendLabel(label, series.length)),
  };
}

/** Beside many others a code stands alone: its name and meaning are in the card's text. */
function legendLabel(label: string, beside: number): string {
  const code = /^\d{6}(?= )/.exec(label)?.[0];
  if (beside > 1 && code !== undefined) return code;
  return label.length > 40 ? `${label.slice(0, 39)}…` : label;
}

function timeAxis(timeline: Timeline): EChartsOption['xAxis'] {
  const days = spansDays(timeline);
  return {
    type: 'category',
    data: timeline.bins,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: faint } },
    axisLabel: {
      fontSize: 14,
      color: faint,
      hideOverlap: true,
      formatter: (bin: string) => axisLabel(bin, days),
    },
  };
}

function spansDays(timeline: Timeline): boolean {
  return Date.parse(timeline.to) - Date.parse(timeline.from) > 36 * 3_600_000;
}

function axisLabel(bin: string, days: boolean): string {
  return days ? `${bin.slice(5, 10)} ${bin.slice(11, 16)}` : bin.slice(11, 16);
}

function stackedBars(series: TimelineSeries, index: number, timeline: Timeline): SeriesOption {
  return {
    type: 'bar',
    name: legendLabel(series.label, timeline.series.length),
    stack: 'all',
    barCategoryGap: '20%',
    itemStyle: { color: palette[index % palette.length] },
    data: series.counts,
    markLine: index === 0 ? markLines(timeline) : undefined,
  };
}

function markLines(timeline: Timeline) {
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { color: ink, type: 'dashed' as const, width: 1.5 },
    label: { ...words(14, ink), formatter: '{b}' },
    data: placeMarks(timeline).map(({ bin, name }) => ({ name, xAxis: bin })),
  };
}

/** Words of lines that stand close together stand on the first of them: they would cover each other. */
function placeMarks(timeline: Timeline): { bin: number; name: string }[] {
  const placed: { bin: number; name: string }[] = [];
  let group: { bin: number; name: string } | undefined;
  for (const { at, label } of timeline.marks) {
    const bin = binOf(at, timeline);
    if (group === undefined || bin - group.bin > timeline.bins.length / roomForWords) {
      group = { bin, name: label };
      placed.push(group);
      continue;
    }
    group.name += `, ${label}`;
    if (bin !== group.bin) placed.push({ bin, name: '' });
  }
  return placed;
}

// So many words of marks have room beside each other.
const roomForWords = 7;

/** On a category axis a line can only stand on a bin: the one its moment falls into. */
function binOf(at: string, timeline: Timeline): number {
  const first = Date.parse(timeline.bins[0] ?? timeline.from);
  const index = Math.floor((Date.parse(at) - first) / (timeline.binSeconds * 1000));
  return Math.min(Math.max(index, 0), Math.max(timeline.bins.length - 1, 0));
}
