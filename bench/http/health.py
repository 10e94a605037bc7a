"""How long /health takes while everything else is busy: sign-ins, JPEG decodes, every database connection."""

import concurrent.futures
import hashlib
import json
import os
import threading
import time

from hall import PASSWORD, ROOT, YEAR, Visitor, people

AT_ONCE = 64


def pictures(count):
    """The largest photo at hand, each time another file: a comment of its own after the start of the image."""
    folder = ROOT.parent / 'shared/photos/open/real'
    picture = max(folder.iterdir(), key=lambda path: path.stat().st_size).read_bytes()
    for number in range(count):
        comment = f'ukur {os.getpid()} {time.time_ns()} {number}'.encode()
        segment = b'\xff\xfe' + (len(comment) + 2).to_bytes(2, 'big') + comment
        yield picture[:2] + segment + picture[2:]


class Health:
    """Asks /health again and again on one connection while `work` runs; gives the waits in milliseconds."""

    def __init__(self, port):
        self.port = port

    def during(self, work):
        waits, stop = [], threading.Event()

        def ask():
            visitor = Visitor(self.port, timeout=10)
            while not stop.is_set():
                began = time.perf_counter()
                status = visitor.send('GET', '/health')[0].status
                waits.append((time.perf_counter() - began) * 1000 if status == 200 else 9e9)
                time.sleep(0.005)

        asker = threading.Thread(target=ask)
        asker.start()
        time.sleep(0.1)
        began = time.monotonic()
        work()
        lasted = time.monotonic() - began
        stop.set()
        asker.join()
        waits.sort()
        return lasted, waits


def many(job, items):
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(job, items))


def measure(bench):
    port = bench.hall.port
    health = Health(port)
    names = [name for name, _, _ in people()][:AT_ONCE]
    village, token = bench.tokens[0]

    def sign_in(name):
        Visitor(port).sign_in(name, PASSWORD)

    def upload(picture):
        name = hashlib.sha256(picture).hexdigest()
        visitor = Visitor(port)
        headers = {'Authorization': f'Bearer {token}', 'Content-Type': 'image/jpeg'}
        while True:
            answer, text = visitor.send('PUT', f'/v1/photos/{name}', picture, headers)
            if answer.status != 503:
                break
            time.sleep(0.2)
        if answer.status not in (200, 201):
            raise RuntimeError(f'photo: {answer.status} {text[:200]!r}')

    def book(number):
        body = {
            'id': f'{time.time_ns() % 2**32:08x}-0000-4000-8000-{number:012x}',
            'day': f'{YEAR}-12-31',
            'account': '4.1.2.01',
            'fund': 'PAD',
            'amountSen': 100,
            'payer': 'Uji',
            'description': 'Uji',
        }
        headers = {'Authorization': f'Bearer {token}', 'Content-Type': 'application/json'}
        path = f'/v1/villages/{village}/{YEAR}/receipts'
        return Visitor(port).send('POST', path, json.dumps(body), headers)[0].status

    def hold_and_book():
        """Somebody holds the village's year for 1.5 s: every posting waits, on every connection there is."""
        held = threading.Thread(
            target=bench.sql,
            args=(
                f'BEGIN; SELECT 1 FROM ledger.village_year WHERE village = {village} AND year = {YEAR} '
                'FOR UPDATE; SELECT pg_sleep(1.5); COMMIT',
            ),
        )
        held.start()
        time.sleep(0.2)
        statuses = many(book, range(AT_ONCE))
        held.join()
        if not set(statuses) <= {201, 503}:
            raise RuntimeError(f'postings behind a lock: {sorted(set(statuses))}')

    photos = list(pictures(AT_ONCE))
    works = {
        f'{AT_ONCE} sign-ins': lambda: many(sign_in, names),
        f'{AT_ONCE} photos of {len(photos[0]) / 1e6:.1f} MB': lambda: many(upload, photos),
        f'{AT_ONCE} postings behind a lock': hold_and_book,
    }
    print('\n| /health during | lasted s | asked | p50 ms | p99 ms | worst ms (aim ≤ 50) |')
    print('| --- | --- | --- | --- | --- | --- |')
    for name, work in works.items():
        lasted, waits = health.during(work)
        print(
            f'| {name} | {lasted:.1f} | {len(waits)} | {waits[len(waits) // 2]:.1f} | '
            f'{waits[len(waits) * 99 // 100]:.1f} | {waits[-1]:.1f} |'
        )
