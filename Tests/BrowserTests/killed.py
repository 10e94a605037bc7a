"""Goal: a killed server, or a killed PostgreSQL, loses nothing it acknowledged and doubles nothing that is
sent again; an id that twenty send at once has one effect and one answer.

Method: eight senders book receipts over HTTP, each under its own id, while the server or PostgreSQL's
postmaster is killed (kill -9) in the midst of it, again and again; whatever got no answer is sent once more
under the same id. Then the book is read: every id stands there once, with its amount, and
`balai ledger check` finds no difference. By default 5 + 2 kills and 25 ids; BALAI_FULL=1 makes it 100 + 30
kills and 1,000 ids.
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

VILLAGE, SENDERS = 3510992001, 8
IS_FULL = os.environ.get('BALAI_FULL') == '1'
SERVER_KILLS, DATABASE_KILLS, IDS, COPIES = (100, 30, 1000, 20) if IS_FULL else (5, 2, 25, 20)
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
            address = f'/v1/villages/{VILLAGE}/{YEAR}/receipts?limit=500{after}'
            # A fast server answers until the sender's allowance is used up; then it says wait.
            page = again_until(60, lambda address=address: self.call('GET', address))
            found += page['items']
            if not page.get('next'):
                return found
            after = f"&after={urllib.parse.quote(page['next'])}"


def is_patient(error):
    """Whether an answer says: try again."""
    return not isinstance(error, urllib.error.HTTPError) or error.code in (429, 503)


def again_until(seconds, act):
    """What `act` gives, tried again while nobody answers."""
    until = time.monotonic() + seconds
    while True:
        try:
            return act()
        except OSError as error:
            if not is_patient(error) or time.monotonic() > until:
                raise
        time.sleep(0.1)


class Killed(unittest.TestCase):
    def setUp(self):
        self.hall = Hall()
        self.addCleanup(self.hall.stop)
        self.seed = int(os.environ.get('BALAI_SEED', time.time()))
        self.chance = random.Random(self.seed)
        self.village = Village(self.hall.address)
        self.village.sign_in()

    def test_a_killed_server_loses_nothing_acknowledged_and_doubles_nothing(self):
        self.storm(SERVER_KILLS, self.kill_server)

    def test_a_killed_postgresql_loses_nothing_acknowledged_and_doubles_nothing(self):
        self.storm(DATABASE_KILLS, self.kill_postgresql)

    def test_an_id_sent_by_twenty_at_once_has_one_effect_and_one_answer(self):
        idents = [self.ident() for _ in range(IDS)]
        answers = {ident: [] for ident in idents}
        for ident in idents:
            gate = threading.Barrier(COPIES)

            def send(ident=ident, gate=gate):
                gate.wait(60)
                answers[ident].append(again_until(120, lambda: self.village.book(ident, 12345)))

            self.run_all(send, COPIES)
        for ident, given in answers.items():
            self.assertEqual(len(given), COPIES, f'{ident}: a sender got no answer')
            self.assertEqual(len({json.dumps(one, sort_keys=True) for one in given}), 1, ident)
        self.require_booked({ident: 12345 for ident in idents})

    def ident(self):
        return str(uuid.UUID(int=self.chance.getrandbits(128), version=4))

    def run_all(self, act, count):
        """Runs it on so many threads at once; a failure of one fails the test."""
        failures = []

        def guarded():
            try:
                act()
            except Exception as error:  # noqa: BLE001 - told below
                failures.append(error)

        threads = [threading.Thread(target=guarded) for _ in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(3600)
        self.assertEqual(failures, [], f'seed {self.seed}')

    def storm(self, kills, kill):
        """Books receipts from all sides while `kill` is called so many times, and looks at what is booked."""
        lock, wanted, answers, is_over = threading.Lock(), {}, {}, threading.Event()

        def murder():
            try:
                for _ in range(kills):
                    time.sleep(self.chance.uniform(0.2, 0.9))
                    kill()
            finally:
                is_over.set()

        def send():
            while not is_over.is_set():
                with lock:
                    ident, sen = self.ident(), self.chance.randint(1, 10**9)
                    wanted[ident] = sen
                answer = again_until(120, lambda: self.village.book(ident, sen))
                with lock:
                    answers[ident] = answer

        acts = [murder] + [send] * SENDERS
        self.run_all(lambda: acts.pop()(), len(acts))
        self.assertEqual(set(answers), set(wanted), f'seed {self.seed}')
        numbers = [answer['number'] for answer in answers.values()]
        self.assertEqual(len(set(numbers)), len(numbers), 'a number was given twice')
        self.require_booked(wanted)
        print(f'{kills} kills, {len(wanted)} receipts', flush=True)

    def kill_server(self):
        self.hall.process.send_signal(signal.SIGKILL)
        self.hall.process.wait(10)
        self.hall.start()

    def kill_postgresql(self):
        """The postmaster of this hall's own cluster; the next command on its data starts it again."""
        pid = next((self.hall.home / 'data').glob('*/postmaster.pid')).read_text().split()[0]
        os.kill(int(pid), signal.SIGKILL)
        self.check(self.hall)

    def require_booked(self, wanted):
        """Each id stands in the book once, with its amount; control rows and books agree."""
        found = [item for item in self.village.receipts() if item['description'].startswith('Uji ')]
        booked = {item['description'][4:]: item['amountSen'] for item in found}
        self.assertEqual(len(found), len(wanted), f'seed {self.seed}: doubled or lost')
        self.assertEqual(booked, wanted, f'seed {self.seed}')
        self.check(self.hall)

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
