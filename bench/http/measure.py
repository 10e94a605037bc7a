"""Balai beside pgbench on the same private cluster, and people at the door: what `scripts/bench` prints.

Rounds are interleaved: each round asks every question once, so that a busy machine hurts both sides.
"""

import argparse
import concurrent.futures
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time

import health
from hall import PASSWORD, ROOT, YEAR, Hall, Visitor, import_budgets, key_of, make_accounts, people

HERE = pathlib.Path(__file__).parent
PGBENCH = '/usr/lib/postgresql/15/bin/pgbench'
CLIENTS = 32
# Seconds in which pgbench's fresh connections make their plans, as the server's made theirs long ago: not counted.
WARM = 2


def say(text):
    print(text, file=sys.stderr, flush=True)


class Bench:
    def __init__(self, hall, villages, seconds):
        self.hall, self.villages, self.seconds = hall, villages, seconds
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='balai-bench-'))
        self.folder.chmod(0o755)
        self.results = {}

    # The database side.

    def as_server(self, *command, environment=None):
        """Runs a PostgreSQL client as the user that owns the cluster: nobody else may."""
        owner = (self.hall.data / 'cluster').stat()
        if os.geteuid() == 0:
            command = (
                'setpriv', f'--reuid={owner.st_uid}', f'--regid={owner.st_gid}', '--clear-groups', *command
            )
        socket = (self.hall.data / 'cluster.socket').read_text().strip()
        settings = dict(os.environ, PGHOST=socket, PGPORT='5432', PGUSER='postgres', **(environment or {}))
        done = subprocess.run(
            command, env=settings, capture_output=True, text=True, cwd='/', stdin=subprocess.DEVNULL, check=False
        )
        if done.returncode != 0:
            raise RuntimeError(f'{command[:6]}: {done.stderr[-2000:]}')
        return done.stdout

    def sql(self, text):
        return self.as_server('psql', '-d', self.database, '-AtXqc', text).strip()

    def find_database(self):
        self.database = 'postgres'
        names = self.sql("SELECT datname FROM pg_database WHERE NOT datistemplate AND datname <> 'postgres'")
        self.database = names.splitlines()[0]

    def pgbench(self, script, clients=CLIENTS):
        path = self.folder / 'script.sql'
        path.write_text(script)
        log = tempfile.mkdtemp(prefix='log-', dir=self.folder)
        os.chmod(log, 0o777)
        self.as_server(
            PGBENCH, '-n', '-M', 'prepared', '-c', str(clients), '-j', '2', '-T', str(self.seconds + WARM), '-l',
            '--log-prefix', f'{log}/t', '-f', str(path), self.database,
            environment={'PGOPTIONS': '-c role=balai_app'},
        )
        # Of each transaction: the second of its end, and its milliseconds.
        done = [
            (int(words[4]) + int(words[5]) / 1e6, int(words[2]) / 1000)
            for path in pathlib.Path(log).iterdir()
            for words in map(str.split, path.read_text().splitlines())
        ]
        begun, ended = min(done)[0] + WARM, max(done)[0]
        times = sorted(took for moment, took in done if moment > begun)
        return len(times) / (ended - begun), times[len(times) // 2], times[len(times) * 99 // 100]

    def processor(self):
        """Processor seconds of the server and of PostgreSQL, with its backends that have ended."""
        server, main, *children = self.hall.processes()

        def spent(pid, first, last):
            try:
                words = pathlib.Path(f'/proc/{pid}/stat').read_text().rsplit(')', 1)[1].split()
            except OSError:
                return 0.0  # it has just ended: the main process counts it
            return sum(map(int, words[first : last + 1])) / os.sysconf('SC_CLK_TCK')

        return spent(server, 11, 12), sum(spent(child, 11, 12) for child in children) + spent(main, 11, 14)

    # The HTTP side.

    def wrk(self, script, connections, **environment):
        text = subprocess.run(
            ['wrk', '-t2', f'-c{connections}', f'-d{self.seconds}s', '--timeout', '20s', '--latency', '-s',
             str(HERE / script), f'http://127.0.0.1:{self.hall.port}'],
            env=dict(os.environ, BENCH_TOKENS=str(self.folder / 'tokens'), BENCH_FOLDER=str(HERE), **environment),
            capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL,
        ).stdout
        found = re.search(r'requests (\d+) seconds ([\d.]+) p50 ([\d.]+) p99 ([\d.]+) errors (\d+)', text)
        if int(found[5]):
            raise RuntimeError(f'{script}: {found[5]} requests were refused\n{text}')
        return int(found[1]) / float(found[2]), float(found[3]), float(found[4])

    def sign_in_villages(self):
        """A bearer token for each village, as a program of the village would hold; pgbench has one village a client."""
        names = {code: name for name, role, code in people() if role == 'bendahara'}
        visitor = Visitor(self.hall.port)
        tokens = [(code.replace('.', ''), visitor.token(names[code])) for code in self.villages]
        (self.folder / 'tokens').write_text(''.join(f'{v}\t{t}\n' for v, t in tokens))
        self.tokens = tokens[:CLIENTS]

    # The questions.

    def mine(self, values):
        """Each client of pgbench has a village of its own: its part of the list, in SQL."""
        return '(ARRAY[' + ','.join(f"'{value}'" for value in values) + '])[:client_id + 1]'

    def enter(self):
        return f"SELECT identity.enter({self.mine(chr(92) + 'x' + key_of(t) for _, t in self.tokens)}::bytea);\n"

    def posting_script(self):
        """The server's own two statements: who is it, and the receipt; one round trip, one commit."""
        return (
            f'\\startpipeline\nBEGIN;\n{self.enter()}'
            'SELECT id, number, entry_number FROM ledger.receive_income(gen_random_uuid(), '
            f'{self.mine(v for v, _ in self.tokens)}::bigint, {YEAR}, '
            f"'{YEAR}-12-31', '4.1.2.01', 'PAD', 100000, 'Uji beban', 'Uji beban');\n"
            'COMMIT;\n\\endpipeline\n'
        )

    def transfer_script(self):
        """Two rows of balances and one line that says so: what a ledger without rules would do."""
        self.sql('''
            DROP SCHEMA IF EXISTS bench CASCADE; CREATE SCHEMA bench; GRANT USAGE ON SCHEMA bench TO balai_app;
            CREATE TABLE bench.balance (id int PRIMARY KEY, sen bigint NOT NULL) WITH (fillfactor = 50);
            INSERT INTO bench.balance SELECT i, 0 FROM generate_series(1, 128) AS i;
            GRANT SELECT, UPDATE ON bench.balance TO balai_app''')
        return ('\\set a random(1, 64)\n\\set b :a + 64\n\\startpipeline\nBEGIN;\n'
                'UPDATE bench.balance SET sen = sen - 100000 WHERE id = :a;\n'
                'UPDATE bench.balance SET sen = sen + 100000 WHERE id = :b;\nCOMMIT;\n\\endpipeline\n')

    def reading_script(self):
        """What the budget page reads: the statements of the page, word for word from the source."""
        source = (ROOT / 'Sources/Ledger/Budget/BudgetStatements.swift').read_text()
        newest = ('SELECT id FROM ledger.budget_version WHERE village = {} AND year = {} '
                  'ORDER BY ordinal DESC LIMIT 1')
        village = self.mine(v for v, _ in self.tokens) + '::bigint'
        version = self.mine(self.sql(newest.format(v, YEAR)) for v, _ in self.tokens) + '::uuid'

        def statement(name, *values):
            text = re.search(rf'case {name} = """\n(.*?)\n\s*"""', source, re.S)[1]
            for place, value in enumerate(values):
                text = text.replace(f'${place + 1}', value)
            # Each statement is entered anew, as on the server's shared lane.
            return f'\\startpipeline\nBEGIN;\n{self.enter()}{text};\nCOMMIT;\n\\endpipeline\n'

        return (statement('versions', village, str(YEAR)) + statement('tree', version)
                + statement('groups', village, str(YEAR)))

    def rounds(self, count):
        self.sql('VACUUM ANALYZE')  # a county's tables have statistics
        transfer = self.transfer_script()
        posting, reading = self.posting_script(), self.reading_script()
        page = f'/villages/{{village}}/{YEAR}/budget'
        questions = {
            'transfer, pgbench': lambda: self.pgbench(transfer),
            'posting, pgbench': lambda: self.pgbench(posting),
            'posting, HTTP': lambda: self.wrk('receipt.lua', CLIENTS),
            'budget, pgbench': lambda: self.pgbench(reading),
            'budget, HTTP page': lambda: self.wrk('budget.lua', CLIENTS, BENCH_PATH=page),
        }
        for number in range(count):
            for name, ask in questions.items():
                before = self.processor()
                answer = ask()
                # pgbench's first seconds are not counted, but take their time.
                asked = answer[0] * (self.seconds + (WARM if 'pgbench' in name else 0))
                busy = [1000 * (b - a) / asked for a, b in zip(before, self.processor())]
                self.results.setdefault(name, []).append((*answer, *busy))
                say(f'round {number + 1}: {name}: {answer[0]:.0f}/s p50 {answer[1]:.1f} ms p99 {answer[2]:.1f} ms, '
                    f'processor ms: server {busy[0]:.2f}, PostgreSQL {busy[1]:.2f}')

    def table(self):
        print('| question | per second | p50 ms | p99 ms | processor ms each, server | PostgreSQL |')
        print('| --- | --- | --- | --- | --- | --- |')
        middle = {}
        for name, answers in self.results.items():
            columns = list(zip(*answers))
            middle[name] = [statistics.median(column) for column in columns]
            cells = [f'{statistics.median(c):,.1f} ({min(c):,.1f}–{max(c):,.1f})' for c in columns[:3]]
            cells += [f'{statistics.median(c):.2f}' for c in columns[3:]]
            print(f'| {name} | ' + ' | '.join(cells) + ' |')
        ratio = lambda one, other, place=0: middle[one][place] / middle[other][place]
        print(f'\nposting over HTTP / same function by pgbench: {ratio("posting, HTTP", "posting, pgbench"):.2f}'
              ' (aim ≥ 0.70)')
        print(f'p99 of it / p99 of pgbench: {ratio("posting, HTTP", "posting, pgbench", 2):.2f} (aim ≤ 2)')
        print(f'function / two-row transfer: {ratio("posting, pgbench", "transfer, pgbench"):.2f} (aim ≥ 0.5)')
        print(f'budget page / same rows by pgbench: {ratio("budget, HTTP page", "budget, pgbench"):.2f} (aim ≥ 0.5)')


def morning(hall, seconds=60):
    """217 persons sign in and open their budget, all at once: how long each waits, and what it costs."""
    waited, wrong, peak = [], [], [0.0]
    stop = threading.Event()

    def watch():
        while not stop.wait(0.25):
            peak[0] = max(peak[0], hall.memory_mib())

    def arrive(person):
        name, _, code = person
        began = time.monotonic()
        visitor = Visitor(hall.port)
        try:
            visitor.send('GET', '/sign-in')
            visitor.sign_in(name, PASSWORD)
            village = code.replace('.', '')
            answer, text = visitor.send('GET', f'/villages/{village}/{YEAR}/budget')
            if answer.status != 200 or b'APBDes' not in text:
                wrong.append(answer.status)
        except (OSError, RuntimeError) as error:
            wrong.append(str(error)[:80])
        finally:
            visitor.close()
        waited.append(time.monotonic() - began)

    watcher = threading.Thread(target=watch)
    watcher.start()
    began = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(217) as pool:
        list(pool.map(arrive, people()))
    total = time.monotonic() - began
    stop.set()
    watcher.join()
    waited.sort()
    print(f'217 people, all at once: all in after {total:.1f} s (aim ≤ {seconds}), p50 {waited[108]:.1f} s, '
          f'p95 {waited[206]:.1f} s (aim ≤ 5), memory {peak[0]:.0f} MiB (aim ≤ 1024), wrong: {wrong[:5] or 0}')


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument('--rounds', type=int, default=3)
    arguments.add_argument('--seconds', type=int, default=8, help='of each question')
    arguments.add_argument('--villages', type=int, default=189, help=f'with budgets, {CLIENTS} or more')
    arguments.add_argument('--home', help='keeps the hall there for another run')
    chosen = arguments.parse_args()
    home = chosen.home or tempfile.mkdtemp(prefix='balai-hall-')
    hall = Hall(home)
    try:
        fresh = not (hall.data / 'cluster').exists()
        say(f'the server is ready after {hall.start():.1f} s')
        if fresh:
            make_accounts(hall)
            say('217 accounts made')
            began = time.monotonic()
            import_budgets(hall, chosen.villages)
            say(f'budgets imported in {time.monotonic() - began:.0f} s')
        villages = [code for _, role, code in people() if role == 'bendahara'][: chosen.villages]
        bench = Bench(hall, villages, chosen.seconds)
        bench.find_database()
        morning(hall)
        bench.sign_in_villages()
        bench.rounds(chosen.rounds)
        bench.table()
        health.measure(bench)
        print(hall.command('ledger', 'check').strip())
    finally:
        if chosen.home:
            hall.stop()
        else:
            hall.remove()


if __name__ == '__main__':
    main()
