"""Bulk import of budget lines through ledger.save_activities beside \\copy into a table without any rule.

Every village's sheet goes in one call, as the server sends it: one transaction with identity.enter, posts, codes,
shapes, amounts, foreign keys, row-level security, the frozen-version guard, audit and the idempotency key.
"""

import argparse
import contextlib
import csv
import hashlib
import json
import os
import pathlib
import pwd
import shutil
import statistics
import subprocess
import tempfile
import time
import uuid

ROOT = pathlib.Path(__file__).resolve().parents[2]
REGENCY = 3510


class Cluster:
    """A private PostgreSQL on a socket of its own, with the project's schema."""

    def __init__(self, home):
        self.home = home
        self.programs = sorted(pathlib.Path('/usr/lib/postgresql').glob('*/bin'))[-1]
        # The server refuses to run as root.
        self.user = 'postgres' if os.geteuid() == 0 else None
        if self.user:
            shutil.chown(home, self.user)
        self.run('initdb', '-D', home / 'data', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8')
        flags = f"-c listen_addresses='' -c unix_socket_directories={home} -c shared_buffers=256MB"
        self.run('pg_ctl', '-D', home / 'data', '-w', '-o', flags, '-l', home / 'log', 'start')
        self.run('createdb', '-h', home, 'bench')

    def run(self, name, *arguments, text=None):
        command = [str(self.programs / name), *map(str, arguments)]
        options = {'user': self.user, 'extra_groups': []} if self.user else {}
        done = subprocess.run(
            command, input=text, capture_output=True, text=True, check=False, cwd='/', **options
        )
        if done.returncode:
            raise SystemExit(f'{name}: {done.stderr[-2000:]}')
        return done.stdout

    def sql(self, text, *flags):
        return self.run('psql', '-h', self.home, '-d', 'bench', '-X', '-q', '-At', '-v', 'ON_ERROR_STOP=1', *flags, text=text)

    def processor(self):
        """Processor seconds of all backends that have ended."""
        postmaster = (self.home / 'data/postmaster.pid').read_text().split()[0]
        time.sleep(0.2)  # the last one is still being taken leave of
        words = pathlib.Path(f'/proc/{postmaster}/stat').read_text().rsplit(')', 1)[1].split()
        return (int(words[13]) + int(words[14])) / os.sysconf('SC_CLK_TCK')

    def stop(self):
        with contextlib.suppress(SystemExit):
            self.run('pg_ctl', '-D', self.home / 'data', '-m', 'fast', 'stop')


def schema(cluster):
    cluster.sql((ROOT / 'schema/roles.sql').read_text())
    for folder in ('migrations', 'code'):
        for file in sorted((ROOT / 'schema' / folder).glob('*.sql')):
            cluster.sql(f'SET ROLE balai_owner;\n{file.read_text()}', '-1')
    for name in ('activities', 'accounts', 'fund_sources'):
        with open(ROOT / f'schema/reference/{name}.tsv', encoding='utf-8', newline='') as file:
            rows = list(csv.DictReader(file, delimiter='\t', quoting=csv.QUOTE_NONE))
        cluster.sql(f'SET ROLE balai_owner; SELECT ledger.load_{name}({quoted(json.dumps(rows))}::jsonb);')


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


def token(village):
    return hashlib.sha256(str(village).encode()).hexdigest()


def people(cluster, villages):
    """Villages of one regency, each with its own treasurer, signed in."""
    lines = [
        f"INSERT INTO place.regency (regency, name) VALUES ({REGENCY}, 'Uji');",
        f"INSERT INTO place.district (regency, district, name) SELECT {REGENCY}, {REGENCY * 100} + n, 'Uji ' || n"
        f" FROM generate_series(1, 99) AS n;",
    ]
    for village in villages:
        account = uuid.uuid4()
        lines += [
            f"INSERT INTO place.village (regency, village, district, name, kind)"
            f" VALUES ({REGENCY}, {village}, {village // 10_000}, 'Desa {village}', 'desa');",
            f"SELECT identity.bootstrap_account({REGENCY}, '{account}', '{uuid.uuid4()}', '{uuid.uuid4()}', 'Uji',"
            f" 'uji{village}', 'treasurer', {village}, '2020-01-01', 'SK', NULL, NULL);",
            f"INSERT INTO identity.session (regency, token_hash, account, kind, csrf, expires_at)"
            f" VALUES ({REGENCY}, '\\x{token(village)}', '{account}', 'bearer', 'x', now() + interval '1 day');",
        ]
    cluster.sql('\n'.join(lines))


def codes(cluster):
    spending = cluster.sql("SELECT code FROM ledger.national_account WHERE level = 4 AND code LIKE '5.%' ORDER BY 1")
    activities = cluster.sql("SELECT code FROM ledger.national_activity WHERE level = 3 ORDER BY 1")
    return activities.split(), spending.split()


def sheet(activities, accounts, rows):
    """A village's estimate: five details a budget line, spread over the year's activities and accounts."""
    lines = {}
    for row in range(rows):
        line = row // 5
        key = (activities[line % len(activities)], accounts[line // len(activities) % len(accounts)])
        lines.setdefault(key, []).append(
            {
                'description': f'Rincian belanja nomor {row} dari lembar kerja desa',
                'volume': f'{1 + row % 37}.{row % 4 * 25 or 5}',
                'unit': 'zak',
                'unitPriceSen': 1_234_500 + row * 100,
            }
        )
    return [
        {'activity': a, 'account': k, 'fund': 'DDS', 'subDetail': '01', 'name': '', 'rab': rab}
        for (a, k), rab in lines.items()
    ]


def checked(cluster, versions, lines, folder):
    """The import, in the file that psql reads; returns seconds and PostgreSQL's processor seconds."""
    text = json.dumps(lines, separators=(',', ':'))
    calls = ['SET ROLE balai_app;', "PREPARE save AS SELECT revision FROM ledger.save_activities($1, $2, $3, NULL, $4);"]
    for village, version in versions:
        entered = f"SELECT identity.enter('\\x{token(village)}')"
        calls.append(f"BEGIN; {entered}; EXECUTE save('{uuid.uuid4()}', '{version}', 1, {quoted(text)}); COMMIT;")
    return timed(cluster, '\n'.join(calls), folder / 'checked.sql')


def timed(cluster, text, file):
    file.write_text(text)
    file.chmod(0o644)
    before = cluster.processor()
    start = time.perf_counter()
    cluster.run('psql', '-h', cluster.home, '-d', 'bench', '-X', '-q', '-o', '/dev/null', '-v', 'ON_ERROR_STOP=1', '-f', file)
    took = time.perf_counter() - start
    return took, cluster.processor() - before


def bare(cluster, folder):
    """The same rows as the import stored, into a table without keys or rules; returns the same."""
    cluster.sql('TRUNCATE bare;')
    return timed(cluster, f"\\copy bare FROM '{folder / 'rows.tsv'}'", folder / 'bare.sql')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--rounds', type=int, default=5)
    parser.add_argument('--villages', type=int, default=100)
    parser.add_argument('--rows', type=int, default=1000)
    options = parser.parse_args()
    with contextlib.ExitStack() as stack:
        folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix='balai-import-', dir='/tmp')))
        folder.chmod(0o755)
        home = folder / 'pg'
        home.mkdir()
        cluster = Cluster(home)
        stack.callback(cluster.stop)
        measure(cluster, folder, options)


def measure(cluster, folder, options):
    schema(cluster)
    count = options.villages
    # One batch of villages is there already, so that plans and indexes are those of a county at work.
    villages = [REGENCY * 1_000_000 + 10_000 * (1 + n // 500) + 2_001 + n % 500 for n in range(count * (options.rounds + 1))]
    people(cluster, villages)
    lines = sheet(*codes(cluster), options.rows)
    versions = [uuid.uuid4() for _ in villages]
    opened = [
        f"BEGIN; SELECT identity.enter('\\x{token(village)}');"
        f" SELECT ledger.open_version('{version}', {village}, 2026, 'murni'); COMMIT;"
        for version, village in zip(versions, villages)
    ]
    cluster.sql('SET ROLE balai_app;\n' + '\n'.join(opened))
    cluster.sql('CREATE TABLE bare AS SELECT * FROM ledger.rab_line LIMIT 0;')
    pairs = list(zip(villages, versions))
    batches = [pairs[n : n + count] for n in range(0, len(pairs), count)]
    checked(cluster, batches[0], lines, folder)
    rows = int(cluster.sql('SELECT count(*) FROM ledger.rab_line'))
    (folder / 'rows.tsv').write_text(cluster.sql('COPY ledger.rab_line TO STDOUT'))
    (folder / 'rows.tsv').chmod(0o644)
    slow, fast = [], []
    for batch in batches[1:]:
        cluster.sql('VACUUM ANALYZE;')
        slow.append(checked(cluster, batch, lines, folder))
        fast.append(bare(cluster, folder))
    stored = int(cluster.sql('SELECT count(*) FROM ledger.rab_line'))
    assert stored == rows * (options.rounds + 1) and rows == count * options.rows, stored
    middles = []
    for name, rounds in (('with all checks', slow), ('\\copy, bare table', fast)):
        seconds, processor = zip(*rounds)
        middle, busy = statistics.median(seconds), statistics.median(processor)
        spread = f'{min(seconds):.2f}–{max(seconds):.2f}'
        print(
            f'{name:18} {rows} rows: {middle:.2f} s ({spread}), {rows / middle:,.0f} rows/s, '
            f'{busy / rows * 1e6:.1f} µs of PostgreSQL a row'
        )
        middles.append((middle, busy))
    (slow, slow_busy), (fast, fast_busy) = middles
    print(f'ratio: {fast / slow:.3f} of the speed of \\copy, {fast_busy / slow_busy:.3f} in processor time')


if __name__ == '__main__':
    main()
