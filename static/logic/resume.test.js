import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal, accountWay, pieceAfter, send } from './resume.js';

const partial = '/problems/upload-offset';

/** A server that keeps what it got, cuts the line after some bytes, and may lose the whole upload once. */
function server({ cutAfter = Infinity, losesOnce = false } = {}) {
  let bytes = new Uint8Array(0);
  let stored = null;
  let budget = cutAfter;
  let isLost = !losesOnce;
  const asked = [];
  const answer = (status, body) => ({ ok: status < 400, status, json: async () => body });
  const ask = async (method, path, body, headers = {}) => {
    asked.push(`${method} ${path.split('/')[3]}`);
    if (method === 'GET') return answer(200, { offset: bytes.length, stored });
    if (method === 'PATCH') {
      const offset = Number(headers['Upload-Offset']);
      if (offset > bytes.length) return answer(409, { type: partial, offset: bytes.length });
      const part = new Uint8Array(await body.arrayBuffer());
      const taken = part.slice(0, Math.min(part.length, budget));
      budget -= taken.length;
      bytes = new Uint8Array([...bytes.slice(0, offset), ...taken]);
      if (taken.length < part.length) {
        budget = cutAfter;
        throw new TypeError('cut');
      }
      return answer(200, { offset: bytes.length });
    }
    if (!isLost) {
      isLost = true;
      bytes = new Uint8Array(0);
      return answer(409, { type: partial, offset: 0 });
    }
    const said = JSON.parse(body);
    if (said.bytes !== bytes.length) return answer(409, { type: partial, offset: bytes.length });
    stored = { sha256: said.sha256, receipt: 'r' };
    return answer(201, stored);
  };
  return { ask, asked, bytes: () => bytes };
}

const photo = { sha256: 'a'.repeat(64), set: 's', stage: 50 };
const content = Uint8Array.from({ length: 300_000 }, (_, index) => index % 251);
const blob = new Blob([content]);

test('a photo goes up in pieces and comes back acknowledged', async () => {
  const there = server();
  const seen = [];
  const options = { ask: there.ask, pace: { size: 100_000 }, progress: (at) => seen.push(at) };
  const answer = await send(photo, blob, options);
  assert.equal(answer.sha256, photo.sha256);
  assert.deepEqual(there.bytes(), content);
  assert.equal(seen.at(-1), 300_000);
});

test('after each cut it goes on where the server stands, and all bytes are there in the end', async () => {
  const there = server({ cutAfter: 70_000 });
  const pace = { size: 256 * 1024 };
  let cuts = 0;
  for (;;) {
    try {
      const answer = await send(photo, blob, { ask: there.ask, pace });
      assert.equal(answer.receipt, 'r');
      break;
    } catch (error) {
      assert.equal(error.message, 'cut');
      cuts += 1;
      assert.ok(cuts < 20);
    }
  }
  assert.ok(cuts > 0);
  assert.deepEqual(there.bytes(), content);
});

test('an upload the server lost begins anew', async () => {
  const there = server({ losesOnce: true });
  const answer = await send(photo, blob, { ask: there.ask });
  assert.equal(answer.receipt, 'r');
  assert.deepEqual(there.bytes(), content);
});

test('a photo that is stored already is not sent again', async () => {
  const there = server();
  await send(photo, blob, { ask: there.ask });
  there.asked.length = 0;
  await send(photo, blob, { ask: there.ask });
  assert.deepEqual(there.asked, ['GET uploads']);
});

test('as a signed-in person the pieces go to the account, and what records them has no body', async () => {
  const there = server({ cutAfter: 200_000 });
  const asked = [];
  const ask = (method, path, body, headers) => {
    asked.push([method, path, headers?.['Upload-Length']]);
    if (method !== 'PUT') return there.ask(method, path, body, headers);
    return { ok: true, status: 201, json: async () => ({ sha256: photo.sha256, id: 'r' }) };
  };
  const own = { ...photo, query: 'village=1' };
  const pace = { size: 150_000 };
  await assert.rejects(send(own, blob, { ask, way: accountWay, pace }), /cut/);
  const answer = await send(own, blob, { ask, way: accountWay, pace });
  assert.equal(answer.id, 'r');
  assert.deepEqual(there.bytes(), content);
  assert.deepEqual(asked.at(-1), ['PUT', `/v1/photos/${photo.sha256}?village=1`, '300000']);
  assert.ok(asked.slice(0, -1).every(([, path]) => path === `/v1/uploads/${photo.sha256}`));
});

test('what the server refuses comes with its words', async () => {
  const said = { title: 'Ditutup', type: '/problems/link-revoked' };
  const ask = async () => ({ ok: false, status: 410, json: async () => said });
  const isOurs = (error) => error instanceof Refusal && error.status === 410;
  await assert.rejects(send(photo, blob, { ask }), isOurs);
});

test('pieces grow on a good line, stay on a slow one and shrink on a cut one', () => {
  assert.equal(pieceAfter(1024 * 1024, 500), 2 * 1024 * 1024);
  assert.equal(pieceAfter(4 * 1024 * 1024, 1), 4 * 1024 * 1024);
  assert.equal(pieceAfter(65536, 5000), 65536);
  assert.equal(pieceAfter(65536, null), 32768);
  assert.equal(pieceAfter(32768, null), 32768);
});
