/** Makes photos small enough for a weak line; drawn anew, they carry no trace of where they were taken. */

import { sum } from './bundle.js';

const LONGEST_SIDE = 1280;
const QUALITY = 0.8;

/** {blob, sha256} of a JPEG of at most 1,280 pixels. Throws for what is not a picture. */
export async function made(file) {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const drawing = canvas.getContext('2d');
  drawing.fillStyle = '#fff';
  drawing.fillRect(0, 0, canvas.width, canvas.height);
  drawing.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise((resolve) => { canvas.toBlob(resolve, 'image/jpeg', QUALITY); });
  return { blob, sha256: await sum(blob) };
}
