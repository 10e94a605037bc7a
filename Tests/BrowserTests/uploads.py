"""Many phones at once and lines that break, on the real server: no 5xx, flat memory, one photo each.

    BALAI_FULL=1 var/venv/bin/python3 Tests/BrowserTests/uploads.py -v

Without BALAI_FULL 40 phones and 60 cuts; with it 200 phones of 8 MB at once and 500 cuts.
"""

import base64
import concurrent.futures
import hashlib
import http.client
import json
import os
import pathlib
import random
import re
import socket
import struct
import time
import unittest
import uuid

from _hall import ROLES, Browser, Hall, sign_in

FULL = bool(os.environ.get('BALAI_FULL'))
PHONES, CUTS = (200, 500) if FULL else (40, 60)
EIGHT_MEGABYTES = 8_000_000
LIMIT_MIB = 400


def unique(picture, size=0):
    """The same picture as another file: a comment of random bytes, and more comments up to the size."""
    parts = [b'']
    wanted = max(24, size - len(picture))
    while wanted > 0:
        step = min(wanted, 60_000)
        parts.append(b'\xff\xfe' + struct.pack('>H', step + 2) + os.urandom(step))
        wanted -= step
    return picture[:2] + b''.join(parts) + picture[2:]


def memory(process, field):
    status = pathlib.Path(f'/proc/{process}/status').read_text()
    return int(re.search(rf'{field}:\s+(\d+) kB', status).group(1)) / 1024


class Phone:
    """Speaks as the capture page does."""

    def __init__(self, hall, token):
        self.hall, self.token = hall, token
        self.statuses = []

    def ask(self, method, path, body=None, headers=None):
        line = http.client.HTTPConnection('127.0.0.1', self.hall.port, timeout=300)
        try:
            own = {'Authorization': f'Capture {self.token}', 'Accept': 'application/json', **(headers or {})}
            line.request(method, path, body, own)
            answer = line.getresponse()
            self.statuses.append(answer.status)
            return answer.status, json.loads(answer.read() or b'{}')
        finally:
            line.close()

    def where(self, digest):
        return self.ask('GET', f'/v1/capture/uploads/{digest}')[1]

    def send(self, data, digest, offset=0):
        place = {'Upload-Offset': str(offset), 'Upload-Length': str(len(data))}
        return self.ask('PATCH', f'/v1/capture/uploads/{digest}', data[offset:], place)

    def cut(self, data, digest, offset, count):
        """Announces the rest, sends some of it, and is gone."""
        head = (
            f'PATCH /v1/capture/uploads/{digest} HTTP/1.1\r\nHost: 127.0.0.1:{self.hall.port}\r\n'
            f'Authorization: Capture {self.token}\r\nUpload-Offset: {offset}\r\n'
            f'Upload-Length: {len(data)}\r\nContent-Length: {len(data) - offset}\r\n\r\n'
        )
        line = socket.create_connection(('127.0.0.1', self.hall.port))
        if random.random() < 0.5:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
        line.sendall(head.encode() + data[offset : offset + count])
        line.close()

    def record(self, data, digest, photo_set):
        body = {
            'sha256': digest,
            'bytes': len(data),
            'set': photo_set,
            'stage': 50,
            'day': time.strftime('%Y-%m-%d'),
            'mode': 'camera',
        }
        return self.ask(
            'POST', '/v1/capture/photos', json.dumps(body).encode(), {'Content-Type': 'application/json'}
        )


class Uploads(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.hall = Hall()
        cls.addClassCleanup(cls.hall.stop)
        browser = Browser()
        cls.addClassCleanup(browser.close)
        context = browser.context()
        page = context.new_page()
        sign_in(page, cls.hall.address, ROLES['manager'])
        page.goto(f'{cls.hall.address}/works')
        works = page.eval_on_selector_all('main a[href^="/works/"]', 'all => all.map(a => a.pathname)')
        cls.works = [work for work in dict.fromkeys(works) if re.fullmatch('/works/[0-9a-f-]{36}', work)]
        csrf = page.get_attribute('input[name=csrf]', 'value')
        cls.context, cls.csrf = context, csrf
        # Noise does not shrink: a picture of some eight megabytes, as a phone of 12 megapixels makes it.
        text = page.evaluate(
            """async () => {
                const canvas = new OffscreenCanvas(3200, 2400);
                const context = canvas.getContext('2d');
                const image = context.createImageData(3200, 2400);
                for (let start = 0; start < image.data.length; start += 65536) {
                    crypto.getRandomValues(image.data.subarray(start, start + 65536));
                }
                for (let index = 3; index < image.data.length; index += 4) image.data[index] = 255;
                context.putImageData(image, 0, 0);
                const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.72 });
                const reader = new FileReader();
                return new Promise((resolve) => {
                    reader.onload = () => resolve(reader.result.split(',')[1]);
                    reader.readAsDataURL(blob);
                });
            }"""
        )
        cls.large = base64.b64decode(text)
        page.set_viewport_size({'width': 640, 'height': 480})
        cls.small = page.screenshot(type='jpeg', quality=60)

    def share(self, work):
        answer = self.context.request.post(
            f'{self.hall.address}/v1{work}/links',
            data={'label': 'uji beban', 'days': 3},
            headers={'X-CSRF-Token': self.csrf, 'Origin': self.hall.address, 'Accept': 'application/json'},
        )
        self.assertEqual(answer.status, 201, answer.text())
        return answer.json()['address'].rsplit('/', 1)[1]

    def test_many_phones_with_large_photos_at_once_find_room(self):
        tokens = [self.share(self.works[0]) for _ in range(min(20, PHONES // 10))]
        photos = [(number, unique(self.large, EIGHT_MEGABYTES)) for number in range(PHONES)]
        sizes = {len(data) for _, data in photos}
        sets = {}

        def deliver(job):
            number, data = job
            phone = Phone(self.hall, tokens[number % len(tokens)])
            digest = hashlib.sha256(data).hexdigest()
            photo_set = sets.setdefault((number % len(tokens)), str(uuid.uuid4()))
            for _ in range(50):
                status, answer = phone.send(data, digest, phone.where(digest)['offset'])
                if status == 200 and answer['offset'] == len(data):
                    break
            status, answer = phone.record(data, digest, photo_set)
            return status, answer.get('sha256') == digest, answer.get('receipt'), phone.statuses

        started = time.monotonic()
        with concurrent.futures.ThreadPoolExecutor(PHONES) as phones:
            results = list(phones.map(deliver, photos))
        seconds = time.monotonic() - started
        peak = memory(self.hall.process.pid, 'VmHWM')
        statuses = [status for result in results for status in result[3]]
        kinds = {status: statuses.count(status) for status in sorted(set(statuses))}
        print(f'\n{PHONES} photos of {max(sizes) / 1e6:.1f} MB at once: {seconds:.0f} s')
        print(f'server at most {peak:.0f} MiB, statuses {kinds}')
        self.assertEqual([s for s in statuses if s >= 500], [])
        self.assertTrue(all(result[0] == 201 and result[1] for result in results), results[:5])
        self.assertEqual(len({result[2] for result in results}), PHONES, 'one receipt each')
        self.assertLessEqual(peak, LIMIT_MIB)

    def test_uploads_cut_at_random_bytes_are_one_photo_each_in_the_end(self):
        work = self.works[1]
        cuts = stored = 0
        receipts = set()
        statuses = []
        while cuts < CUTS:
            phone = Phone(self.hall, self.share(work) if stored % 20 == 0 else phone.token)
            photo_set = str(uuid.uuid4())
            data = unique(self.small, random.randint(40_000, 400_000))
            digest = hashlib.sha256(data).hexdigest()
            for _ in range(random.randint(3, 12)):
                offset = phone.where(digest)['offset']
                if offset >= len(data):
                    break
                phone.cut(data, digest, offset, random.randint(0, len(data) - offset))
                cuts += 1
                if random.random() < 0.3:
                    time.sleep(0.02)
            for _ in range(20):
                offset = phone.where(digest)['offset']
                status, answer = phone.send(data, digest, offset)
                if status == 200 and answer['offset'] == len(data):
                    break
            # The answer may be lost too: asked twice, it is the same.
            first, again = (phone.record(data, digest, photo_set) for _ in range(2))
            self.assertEqual((first[0], again[0]), (201, 200), (first, again))
            self.assertEqual(first[1]['sha256'], digest)
            self.assertEqual(first[1]['receipt'], again[1]['receipt'])
            receipts.add(first[1]['receipt'])
            stored += 1
            statuses += phone.statuses
        links = self.context.request.get(
            f'{self.hall.address}/v1{work}/links', headers={'Accept': 'application/json'}
        )
        kept = sum(link['photos'] for link in links.json()['items'])
        print(f'\n{cuts} cuts at random bytes: {stored} photos sent, {kept} stored')
        self.assertEqual((len(receipts), kept), (stored, stored))
        self.assertEqual([s for s in statuses if s >= 500], [])
        left = list((self.hall.home / 'data/photos/partial').iterdir())
        self.assertEqual(left, [], 'no leftovers')


if __name__ == '__main__':
    unittest.main()
