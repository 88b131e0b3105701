// An ONNX file of kerasarch, and images for it, in a browser. Nothing leaves the machine.
import * as ort from "./node_modules/onnxruntime-web/dist/ort.wasm.min.mjs";

ort.env.wasm.wasmPaths = new URL("./node_modules/onnxruntime-web/dist/", import.meta.url).href;

const KNOWN = { colours: "RGB", crop: "centre crop to the aspect", resize: "bilinear with antialias" };

/** Something that the user can mend; its message is a sentence for them. */
export class UserError extends Error {}

/** Open an ONNX file: its session, and what it says of itself. */
export async function opened(bytes, name) {
  const about = checked(properties(bytes, name).kerasarch, name);
  try {
    return { session: await ort.InferenceSession.create(bytes), about };
  } catch (failure) {
    throw new UserError(`${name} cannot be run; ONNX Runtime says: ${failure.message}`);
  }
}

/** The classes of an image (a Blob) with their probabilities, the likeliest first: [[class, probability], ...]. */
export async function classify({ session, about }, image, name) {
  const steps = about.preprocessing;
  const [height, width] = steps.size;
  const shape = session.inputMetadata[0].shape;
  const batch = typeof shape[0] === "number" ? shape[0] : 1; // a file that takes several at once gets it several times
  const values = input(resized(await pixels(image, name), height, width), steps);
  const repeated = new Float32Array(batch * values.length);
  for (let i = 0; i < batch; i++) repeated.set(values, i * values.length);
  const dimensions = steps.layout === "NCHW" ? [batch, 3, height, width] : [batch, height, width, 3];
  const fed = { [session.inputNames[0]]: new ort.Tensor("float32", repeated, dimensions) };
  const output = (await session.run(fed))[session.outputNames[0]];
  let row = Array.from(output.data.slice(0, output.dims[1]));
  if (about.activation === "linear") {
    const powers = row.map((value) => Math.exp(value - Math.max(...row)));
    const sum = powers.reduce((a, b) => a + b);
    row = powers.map((power) => power / sum);
  }
  return row.map((probability, i) => [about.labels[i], probability]).sort((a, b) => b[1] - a[1]);
}

function checked(text, name) {
  const about = JSON.parse(text ?? "null");
  const steps = about?.preprocessing;
  if (!steps || !about.labels) {
    throw new UserError(`${name} holds no metadata of kerasarch: its labels and preprocessing are unknown`);
  }
  for (const [key, known] of Object.entries(KNOWN)) {
    if (steps[key] !== known) throw new UserError(`${name} wants ${key} ${steps[key]}; this page knows ${known}`);
  }
  if (!steps.mean) throw new UserError(`${name} does not say which values it takes for pixels`);
  return about;
}

/** The metadata_props of an ONNX file, which ONNX Runtime Web does not give: field 14 of its ModelProto. */
export function properties(bytes, name) {
  const found = {};
  try {
    for (const [field, value] of fields(bytes)) {
      if (field === 14) {
        const entry = Object.fromEntries(fields(value)); // 1: key, 2: value
        const text = new TextDecoder();
        found[text.decode(entry[1])] = text.decode(entry[2]);
      }
    }
  } catch (failure) {
    if (!(failure instanceof RangeError)) throw failure;
    throw new UserError(`${name} is no ONNX file`);
  }
  return found;
}

/** The fields of a protocol buffer that hold bytes: [number, bytes]. */
function* fields(bytes) {
  let place = 0;
  const varint = () => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      if (place >= bytes.length) throw new RangeError("cut off");
      const byte = bytes[place++];
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  while (place < bytes.length) {
    const key = varint();
    const length = { 0: () => (varint(), 0), 1: () => 8, 2: varint, 5: () => 4 }[key % 8]?.();
    if (length === undefined || place + length > bytes.length) throw new RangeError("no protocol buffer");
    if (key % 8 === 2) yield [Math.floor(key / 8), bytes.subarray(place, place + length)];
    place += length;
  }
}

/** What the file's input takes for pixels. */
function input(image, { mean, std, layout, size }) {
  const area = size[0] * size[1];
  const values = new Float32Array(image.length);
  image.forEach((pixel, i) => {
    const colour = i % 3;
    const value = (pixel - mean[colour % mean.length]) / std[colour % std.length];
    values[layout === "NCHW" ? colour * area + (i - colour) / 3 : i] = value;
  });
  return values;
}

/** The pixels of an image file: red, green, blue, alpha. */
async function pixels(image, name) {
  let bitmap;
  try {
    const asItIs = { imageOrientation: "none", colorSpaceConversion: "none", premultiplyAlpha: "none" };
    bitmap = await createImageBitmap(image, asItIs);
  } catch {
    throw new UserError(`${name} is no image that this browser can read`);
  }
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height);
}

/** The centre in the aspect of the new size, resized as in training: bilinear, with antialiasing, in floats. */
export function resized({ data, width, height }, toHeight, toWidth) {
  const keepWidth = Math.max(1, Math.min(width, Math.floor((height * toWidth) / toHeight)));
  const keepHeight = Math.max(1, Math.min(height, Math.floor((width * toHeight) / toWidth)));
  const left = Math.floor((width - keepWidth) / 2);
  const upper = Math.floor((height - keepHeight) / 2);
  const [columns, rows] = [weights(keepWidth, toWidth), weights(keepHeight, toHeight)];
  const narrow = new Float32Array(keepHeight * toWidth * 3);
  for (let y = 0; y < keepHeight; y++) {
    for (let i = 0; i < toWidth * 3; i++) {
      const [first, shares] = columns[Math.floor(i / 3)];
      const start = ((upper + y) * width + left + first) * 4 + (i % 3);
      narrow[y * toWidth * 3 + i] = shares.reduce((sum, share, k) => sum + share * data[start + 4 * k], 0);
    }
  }
  const small = new Float32Array(toHeight * toWidth * 3);
  for (let i = 0; i < small.length; i++) {
    const [first, shares] = rows[Math.floor(i / (toWidth * 3))];
    const start = first * toWidth * 3 + (i % (toWidth * 3));
    small[i] = even(shares.reduce((sum, share, k) => sum + share * narrow[start + k * toWidth * 3], 0));
  }
  return small;
}

/** For each new place of a side the old ones that it is made of: [the first, their shares]. */
function weights(from, to) {
  const scale = from / to;
  const reach = Math.max(scale, 1);
  return Array.from({ length: to }, (_, i) => {
    const centre = (i + 0.5) * scale;
    const first = Math.max(0, Math.floor(centre - reach + 0.5));
    const last = Math.min(from, Math.floor(centre + reach + 0.5));
    const shares = [];
    for (let x = first; x < last; x++) shares.push(Math.max(0, 1 - Math.abs(x + 0.5 - centre) / reach));
    const sum = shares.reduce((a, b) => a + b);
    return [first, shares.map((share) => share / sum)];
  });
}

/** Rounded, a half to the even number. */
function even(value) {
  const up = Math.round(value);
  return up - value === 0.5 && up % 2 ? up - 1 : up;
}
