// Sends one photo in pieces and goes on where the line was cut. `ask(method, path, body, headers)` is fetch
// with the sender's proof; it throws when the line is cut. Pieces grow on a good line and shrink on a bad
// one.
const smallest = 32 * 1024;
const largest = 4 * 1024 * 1024;
const goodMilliseconds = 2000;

/** The size of the next piece after one took so long; null for one that was cut. */
export function pieceAfter(size, milliseconds) {
  if (milliseconds === null) return Math.max(smallest, size / 2);
  return milliseconds < goodMilliseconds ? Math.min(largest, size * 2) : size;
}

/** A refusal of the server: its status, its words, and where to go on, when it says so. */
export class Refusal extends Error {
  constructor(status, problem) {
    super(problem?.detail ?? problem?.title ?? String(status));
    this.status = status;
    this.offset = problem?.offset;
    this.type = problem?.type ?? '';
  }
}

async function answerOf(response) {
  const body = await response.json().catch(() => null);
  if (!response.ok) throw new Refusal(response.status, body);
  return body;
}

/** Through a capture link: where the pieces go, and what records the photo once they are all there. */
export const linkWay = {
  upload: (photo) => `/v1/capture/uploads/${photo.sha256}`,
  record: (photo, blob) => ['POST', '/v1/capture/photos', JSON.stringify(record(photo, blob)), {
    'Content-Type': 'application/json',
  }],
};

/** As a signed-in person; `photo.query` says whose receipt it is and what the device knew. */
export const accountWay = {
  upload: (photo) => `/v1/uploads/${photo.sha256}`,
  record: (photo, blob) => ['PUT', `/v1/photos/${photo.sha256}?${photo.query}`, null, {
    'Upload-Length': String(blob.size),
  }],
};

/** Uploads what is missing and records the photo. Returns the server's acknowledgement. */
export async function send(photo, blob, options) {
  const { ask, way = linkWay, pace = { size: 256 * 1024 }, progress = () => {}, clock = Date.now } = options;
  const upload = way.upload(photo);
  for (let round = 0; round < 5; round += 1) {
    const standing = await answerOf(await ask('GET', upload));
    if (standing.stored) return standing.stored;
    let offset = Math.min(standing.offset, blob.size);
    progress(offset);
    while (offset < blob.size) offset = await piece(upload, blob, offset, { ask, pace, progress, clock });
    try {
      return await answerOf(await ask(...way.record(photo, blob)));
    } catch (error) {
      // Bytes are missing, or were not ours: what is here decides, from the start if need be.
      const isPartial = error instanceof Refusal && /\/(upload-offset|other-content)$/.test(error.type);
      if (!isPartial || round === 4) throw error;
    }
  }
  throw new Error('no end');
}

async function piece(upload, blob, offset, { ask, pace, progress, clock }) {
  const started = clock();
  try {
    const part = blob.slice(offset, offset + pace.size);
    const headers = {
      'Content-Type': 'application/offset+octet-stream',
      'Upload-Offset': String(offset),
      'Upload-Length': String(blob.size),
    };
    const answer = await answerOf(await ask('PATCH', upload, part, headers));
    pace.size = pieceAfter(pace.size, clock() - started);
    progress(answer.offset);
    return answer.offset;
  } catch (error) {
    if (error instanceof Refusal && Number.isInteger(error.offset)) return error.offset;
    pace.size = pieceAfter(pace.size, null);
    throw error;
  }
}

const record = (photo, blob) => ({
  sha256: photo.sha256,
  bytes: blob.size,
  set: photo.set,
  stage: photo.stage,
  note: photo.note,
  day: photo.day,
  mode: photo.mode,
  capturedAt: photo.capturedAt,
  place: photo.place,
});
