import { deflateSync } from 'node:zlib';

/**
 * RGBA pixels as an indexed PNG: a chart has few colours, and so it takes a third of the bytes of
 * a full-colour one. Opaque pictures only. Shades are merged until they fit into 256 colours.
 */
export function encodePng(rgba: Uint8Array, width: number, height: number): Buffer {
  const { palette, indexes } = indexColours(rgba);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(scanLines(indexes, width, height), { level: 7 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function indexColours(rgba: Uint8Array): { palette: Buffer; indexes: Uint8Array } {
  for (const bits of [5, 4, 3, 2]) {
    const found = tryColours(rgba, 8 - bits);
    if (found !== undefined) return found;
  }
  throw new RangeError('256 colours hold every picture of two bits a channel');
}

/** The first exact colour of each shade stands for it, so that large areas keep their colour. */
function tryColours(rgba: Uint8Array, shift: number) {
  const known = new Map<number, number>();
  const palette: number[] = [];
  const pixels = new Uint32Array(rgba.buffer, rgba.byteOffset, rgba.length / 4);
  const indexes = new Uint8Array(pixels.length);
  for (let pixel = 0; pixel < pixels.length; pixel += 1) {
    // Most pixels repeat the one before.
    if (pixel > 0 && pixels[pixel] === pixels[pixel - 1]) {
      indexes[pixel] = indexes[pixel - 1] ?? 0;
      continue;
    }
    const [red = 0, green = 0, blue = 0] = rgba.subarray(pixel * 4, pixel * 4 + 3);
    const shade = ((red >> shift) << 16) | ((green >> shift) << 8) | (blue >> shift);
    const index = known.get(shade) ?? known.size;
    if (index === known.size) {
      if (index === 256) return undefined;
      known.set(shade, index);
      palette.push(red, green, blue);
    }
    indexes[pixel] = index;
  }
  return { palette: Buffer.from(palette), indexes };
}

/** Every line starts with its filter: none, the best for indexed colours. */
function scanLines(indexes: Uint8Array, width: number, height: number): Buffer {
  const lines = Buffer.alloc((width + 1) * height);
  for (let row = 0; row < height; row += 1) {
    lines.set(indexes.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  }
  return lines;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** Node has one of its own only from 22 on. */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
