import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';
import { init } from 'echarts';
import type { Pictures } from '../../ports/picture';
import type { Timeline } from '../../reports/timeline';
import { AppError } from '../../shared/app-error';
import { encodePng } from './encode-png';
import { timelineChart } from './timeline-chart';

const width = 560;
const height = 180;
const mostBytes = 18 * 1024;

/** Draws without a browser, a DOM or system fonts: echarts writes an SVG, resvg makes it a PNG. */
export function createPictures(): Pictures {
  const fontFiles = ['400Regular/Inter_400Regular.ttf', '600SemiBold/Inter_600SemiBold.ttf'].map(
    (file) => createRequire(__filename).resolve(`@expo-google-fonts/inter/${file}`),
  );
  return { drawTimeline: (timeline) => drawTimeline(timeline, fontFiles) };
}

/** As sharp as 18 KB allow. */
function drawTimeline(timeline: Timeline, fontFiles: string[]): Buffer {
  const svg = drawSvg(timeline);
  for (const scale of [2, 1.5, 1, 0.75]) {
    const png = rasterize(svg, scale, fontFiles);
    if (png.length <= mostBytes) return png;
  }
  throw new AppError('picture_too_large', 'The picture does not fit into 18 KB at any size.');
}

function drawSvg(timeline: Timeline): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(timelineChart(timeline));
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

function rasterize(svg: string, scale: number, fontFiles: string[]): Buffer {
  const image = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: scale },
    font: { fontFiles, loadSystemFonts: false, defaultFontFamily: 'Inter' },
  });
  const drawn = image.render();
  return encodePng(drawn.pixels, drawn.width, drawn.height);
}
