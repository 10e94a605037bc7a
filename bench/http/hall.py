"""A village hall with the whole regency in it: 217 accounts, 189 village budgets, served by the release build."""

import concurrent.futures
import hashlib
import html
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = ROOT / '.build/release/balai'
EXPORT = ROOT.parent / 'shared/domain/siskeudes2019'
DEMO_PASSWORD = 'contoh desa 2026'
PASSWORD = 'ukur beban 2026'
# Siskeudes writes the villages of its own regency; the code in the export is the same for every copy.
LOCAL_CODE, YEAR = '04.2014', 2019


class Visitor:
    """One person at one connection, with a cookie."""

    def __init__(self, port, timeout=120):
        self.connection = http.client.HTTPConnection('127.0.0.1', port, timeout=timeout)
        self.cookie = ''

    def send(self, method, path, body=None, headers=()):
        headers = dict(headers)
        if self.cookie:
            headers['Cookie'] = self.cookie
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read()
        for name, value in answer.getheaders():
            if name.lower() == 'set-cookie' and value.split('=')[0].endswith('balai'):
                self.cookie = value.split(';')[0]
        return answer, text

    def post(self, path, **fields):
        body = urllib.parse.urlencode(fields)
        return self.send('POST', path, body, {'Content-Type': 'application/x-www-form-urlencoded'})

    def sign_in(self, username, password):
        answer, text = self.post('/sign-in', username=username, password=password, next='/')
        if answer.status != 303:
            raise RuntimeError(f'{username} could not sign in: {answer.status} {text[:300]!r}')

    def csrf(self, path):
        text = self.send('GET', path)[1].decode()
        return html.unescape(re.search(r'name="csrf" value="([^"]+)"', text)[1])

    def token(self, username, password=PASSWORD):
        answer, text = self.send(
            'POST',
            '/v1/session',
            json.dumps({'username': username, 'password': password}),
            {'Content-Type': 'application/json'},
        )
        if answer.status != 201:
            raise RuntimeError(f'{username}: no token, {answer.status} {text[:200]!r}')
        return json.loads(text)['token']

    def close(self):
        self.connection.close()


class Hall:
    def __init__(self, home):
        self.home = pathlib.Path(home)
        self.data = self.home / 'data'
        self.home.mkdir(parents=True, exist_ok=True)
        os.chmod(self.home, 0o755)
        self.process = None
        with socket.socket() as probe:
            probe.bind(('127.0.0.1', 0))
            self.port = probe.getsockname()[1]

    def start(self, **settings):
        """Limits per session are lifted: a load generator is not a person."""
        environment = dict(os.environ, BALAI_REQUESTS_PER_SECOND='1000000', **settings)
        began = time.monotonic()
        self.log = open(self.home / 'server.log', 'ab')
        arguments = ['serve', '--demo', '--port', str(self.port), '--data', str(self.data)]
        self.process = subprocess.Popen(
            [str(BINARY), *arguments],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=self.log,
            env=environment,
        )
        while time.monotonic() - began < 300:
            if self.process.poll() is not None:
                break
            try:
                visitor = Visitor(self.port, timeout=2)
                if visitor.send('GET', '/health')[0].status == 200:
                    return time.monotonic() - began
            except OSError:
                time.sleep(0.05)
        raise RuntimeError('the server did not start: ' + (self.home / 'server.log').read_text()[-3000:])

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()

    def remove(self):
        self.stop()
        shutil.rmtree(self.home, ignore_errors=True)

    def command(self, *arguments):
        done = subprocess.run(
            [str(BINARY), *arguments, '--data', str(self.data)],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise RuntimeError(f'balai {" ".join(arguments)}: {done.stdout[-500:]}{done.stderr[-1500:]}')
        return done.stdout


    def processes(self):
        """The server and every process of its cluster."""
        pids = [self.process.pid]
        pidfile = self.data / 'cluster/postmaster.pid'
        main = int(pidfile.read_text().split()[0])
        children = pathlib.Path(f'/proc/{main}/task/{main}/children').read_text().split()
        return pids + [main] + [int(child) for child in children]

    def memory_mib(self):
        """Proportional set size of all of them, in MiB: shared buffers are counted once."""
        total = 0
        for pid in self.processes():
            try:
                text = pathlib.Path(f'/proc/{pid}/smaps_rollup').read_text()
            except OSError:
                continue
            total += int(re.search(r'^Pss:\s+(\d+)', text, re.M)[1])
        return total / 1024


def regions():
    """Codes of the regency's villages: 189 desa (2xxx) and 28 kelurahan (1xxx)."""
    lines = (ROOT / 'schema/reference/regions.tsv').read_text().splitlines()
    codes = [match[0] for line in lines if (match := re.search(r'35\.10\.\d\d\.\d{4}', line))]
    return [code for code in codes if not code.startswith('35.10.99')]


def people():
    """217 persons: the treasurer of each desa, and 28 secretaries."""
    desa = [code for code in regions() if code[9] == '2']
    posts = [('bendahara', code) for code in desa] + [('sekdes', code) for code in desa[:28]]
    assert len(posts) == 217, len(posts)
    return [(f'{role}.{code.replace(".", "")}', role, code) for role, code in posts]


def make_accounts(hall):
    """As DPMD does it: one pasted list, a printed slip for each, and each sets a password with it."""
    dpmd = Visitor(hall.port)
    dpmd.sign_in('dpmd', DEMO_PASSWORD)
    rows = [f'Orang {name}; {name}; {role}; {code}; 2019-01-01; SK 1/2019' for name, role, code in people()]
    text = dpmd.post('/accounts/import', csrf=dpmd.csrf('/accounts/import'), list='\n'.join(rows))[1].decode()
    slips = re.findall(r'href="/slip#([^"]+)"', text)
    if len(slips) != len(rows):
        raise RuntimeError(f'{len(slips)} slips for {len(rows)} accounts: {text[:1500]}')

    def choose(slip):
        visitor = Visitor(hall.port)
        status = visitor.post('/slip', code=slip, fresh=PASSWORD)[0].status
        visitor.close()
        return status

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        if set(pool.map(choose, slips)) != {303}:
            raise RuntimeError('a slip was refused')


def import_budgets(hall, count=None):
    """The same real budget into each village, by the command a county would use."""
    if not EXPORT.exists():
        raise SystemExit('The Siskeudes export of ../shared is needed for real budgets.')
    desa = [code for code in regions() if code[9] == '2'][:count]
    for code in desa:
        hall.command(
            'import', 'siskeudes', str(EXPORT), '--village', code, '--siskeudes-village', LOCAL_CODE
        )
    return desa


def key_of(token):
    """What the database knows of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
