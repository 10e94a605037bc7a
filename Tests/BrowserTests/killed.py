"""Goal: a killed server loses nothing it acknowledged and doubles nothing that is sent again.

Method: eight senders book receipts over HTTP, each under its own id, while the server is killed (kill -9) in
the midst of it, again and again; whatever got no answer is sent once more under the same id. Then the book is
read: every id stands there once, with its amount, and `balai ledger check` finds no difference.
"""

import json
import os
import random
import signal
import subprocess
import threading
import time
import unittest
import urllib.error
import urllib.parse
import urllib.request
import uuid

from _hall import PASSWORD, ROOT, Hall

VILLAGE, SENDERS, RECEIPTS, KILLS = 3510992001, 8, 30, 5
YEAR = time.gmtime().tm_year


class Village:
    """The treasurer's program: signs in for a token and books receipts."""

    def __init__(self, address):
        self.address = address
        self.token = None

    def call(self, method, path, body=None, timeout=10):
        request = urllib.request.Request(
            self.address + path, method=method, data=None if body is None else json.dumps(body).encode()
        )
        request.add_header('Content-Type', 'application/json')
        if self.token:
            request.add_header('Authorization', f'Bearer {self.token}')
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return json.loads(answer.read() or b'{}')

    def sign_in(self):
        answer = self.call('POST', '/v1/session', {'username': 'kaur.sumber', 'password': PASSWORD})
        self.token = answer['token']

    def book(self, ident, sen):
        return self.call(
            'POST',
            f'/v1/villages/{VILLAGE}/{YEAR}/receipts',
            {
                'id': ident,
                'day': f'{YEAR}-01-20',
                'account': '4.1.2.01',
                'fund': 'PAD',
                'amountSen': sen,
                'payer': 'Uji',
                'description': f'Uji {ident}',
            },
        )

    def receipts(self):
        after, found = '', []
        while True:
            page = self.call('GET', f'/v1/villages/{VILLAGE}/{YEAR}/receipts?limit=500{after}')
            found += page['items']
            if not page.get('next'):
                return found
            after = f"&after={urllib.parse.quote(page['next'])}"


class KilledServer(unittest.TestCase):
    def test_nothing_acknowledged_is_lost_and_nothing_is_doubled(self):
        hall = Hall()
        try:
            village = Village(hall.address)
            village.sign_in()
            seed = int(os.environ.get('BALAI_SEED', time.time()))
            chance = random.Random(seed)
            wanted = {
                str(uuid.UUID(int=chance.getrandbits(128), version=4)): chance.randint(1, 10**9)
                for _ in range(SENDERS * RECEIPTS)
            }
            answers = self.storm(hall, village, list(wanted.items()), chance)
            self.assertEqual(set(answers), set(wanted), f'seed {seed}')
            found = [item for item in village.receipts() if item['description'].startswith('Uji ')]
            booked = {item['description'][4:]: item['amountSen'] for item in found}
            self.assertEqual(len(found), len(wanted), f'seed {seed}: doubled or lost')
            self.assertEqual(booked, wanted, f'seed {seed}')
            numbers = [answer['number'] for answer in answers.values()]
            self.assertEqual(len(set(numbers)), len(numbers), 'a number was given twice')
            self.check(hall)
        finally:
            hall.stop()

    def storm(self, hall, village, receipts, chance):
        """Sends all receipts and kills the server meanwhile; gives the answer to each."""
        answers, lock, queue = {}, threading.Lock(), list(receipts)

        def send():
            while True:
                with lock:
                    if not queue:
                        return
                    ident, sen = queue.pop()
                until = time.monotonic() + 120
                while True:
                    try:
                        answer = village.book(ident, sen)
                        break
                    except urllib.error.HTTPError as error:
                        if error.code not in (429, 503) or time.monotonic() > until:
                            raise
                    except OSError:
                        if time.monotonic() > until:
                            raise
                    time.sleep(0.1)
                with lock:
                    answers[ident] = answer

        threads = [threading.Thread(target=send) for _ in range(SENDERS)]
        for thread in threads:
            thread.start()
        for _ in range(KILLS):
            time.sleep(chance.uniform(0.2, 0.9))
            hall.process.send_signal(signal.SIGKILL)
            hall.process.wait(10)
            hall.start()
        for thread in threads:
            thread.join(180)
        return answers

    def check(self, hall):
        """The control rows and books agree with the entries."""
        done = subprocess.run(
            [str(hall.binary), 'ledger', 'check', '--data', str(hall.home / 'data')],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=120,
            stdin=subprocess.DEVNULL,
        )
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == '__main__':
    unittest.main()
