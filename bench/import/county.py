"""Import of a whole county's Siskeudes export: the demo village's year, as `balai export siskeudes` writes it, again under the
codes of many villages, then `balai import siskeudes --all` into an empty data directory: time, peak memory, and once more when
nothing is new. Nothing of it is kept.
"""

import argparse
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
OWN = '99.2001'


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


def balai(binary, *arguments):
    done = subprocess.run([binary, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f'balai {arguments}: {done.stdout[-2000:]}{done.stderr[-2000:]}')
    return done.stdout


def export(binary, home):
    """The demo village's year as Siskeudes tables."""
    port, data = free_port(), home / 'demo'
    server = subprocess.Popen(
        [binary, 'serve', '--demo', '--port', str(port), '--data', str(data)],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + 300
        while True:
            try:
                urllib.request.urlopen(f'http://127.0.0.1:{port}/health', timeout=2).close()
                break
            except (urllib.error.URLError, OSError):
                if time.monotonic() > until or server.poll() is not None:
                    raise SystemExit('the demo did not start') from None
                time.sleep(0.5)
        folder = home / 'one'
        balai(binary, 'export', 'siskeudes', folder, '--village', '35.10.' + OWN, '--year', time.gmtime().tm_year,
              '--data', data)
        return folder
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(60)


def multiply(one, folder, count):
    """Every row of the village again for each code. Returns the mapping file, rows and bytes."""
    codes = [f'{number // 20 + 1:02}.{2001 + number % 20}' for number in range(count)]
    folder.mkdir()
    rows = 0
    for path in sorted(one.glob('*.csv')):
        head, *lines = path.read_text(encoding='utf-8').splitlines(keepends=True)
        own = [line for line in lines if OWN in line]
        with open(folder / path.name, 'w', encoding='utf-8') as out:
            out.write(head)
            out.writelines(line for line in lines if OWN not in line)
            for code in codes:
                out.writelines(line.replace(OWN, code) for line in own)
        rows += len(own) * len(codes)
    (folder / 'Ref_Desa.csv').write_text(
        'Tahun,Kd_Kec,Kd_Desa,Nama_Desa\n'
        + ''.join(f'{time.gmtime().tm_year},{code[:2]},{code}.,PEMERINTAH DESA UJI {code}\n' for code in codes),
        encoding='utf-8')
    mapping = folder.parent / 'mapping.tsv'
    mapping.write_text(''.join(f'{code}\t35.10.{code}\n' for code in codes), encoding='utf-8')
    return mapping, rows, sum(path.stat().st_size for path in folder.glob('*.csv'))


def measured(binary, folder, mapping, data):
    """Seconds, peak memory of the process in MiB, and its lines."""
    start = time.monotonic()
    process = subprocess.Popen(
        [binary, 'import', 'siskeudes', str(folder), '--all', '--mapping', str(mapping), '--data', str(data)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, stdin=subprocess.DEVNULL,
    )
    peak, lines = [0], []

    def watch():
        while process.poll() is None:
            try:
                status = pathlib.Path(f'/proc/{process.pid}/status').read_text(encoding='ascii')
            except OSError:
                return
            for line in status.splitlines():
                if line.startswith('VmHWM'):
                    peak[0] = max(peak[0], int(line.split()[1]) // 1024)
            time.sleep(0.2)

    watcher = threading.Thread(target=watch)
    watcher.start()
    first = None
    for line in process.stdout:
        lines.append(line.rstrip())
        if first is None and line.startswith('['):
            first = time.monotonic() - start
    process.wait()
    watcher.join()
    if process.returncode:
        raise SystemExit('\n'.join(lines[-20:]))
    return time.monotonic() - start, first or 0, peak[0], lines


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--villages', type=int, default=189)
    parser.add_argument('--binary', default=os.environ.get('BALAI_BINARY', str(ROOT / '.build/release/balai')))
    arguments = parser.parse_args()
    home = pathlib.Path(tempfile.mkdtemp(prefix='balai-county-', dir='/tmp'))
    os.chmod(home, 0o755)
    try:
        one = export(arguments.binary, home)
        mapping, rows, size = multiply(one, home / 'county', arguments.villages)
        print(f'{arguments.villages} villages, {rows} rows, {size / 1e6:.1f} MB of CSV; load {os.getloadavg()[0]:.1f}')
        for name in ('new', 'again'):
            seconds, first, peak, lines = measured(arguments.binary, home / 'county', mapping, home / 'data')
            print(f'{name}: {seconds:.1f} s ({arguments.villages / seconds:.1f} villages/s), first village after {first:.1f} s, '
                  f'peak {peak} MiB; {lines[-1]}')
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == '__main__':
    main()
