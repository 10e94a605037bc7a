"""A running village hall for the screen tests: the real server with the demo, and people who sign in."""
import atexit
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]
PASSWORD = 'contoh desa 2026'
ROLES = {
    'manager': 'kasi.sumber',
    'secretary': 'sekdes.sumber',
    'head': 'kades.sumber',
    'treasurer': 'kaur.sumber',
    'council': 'bpd.sumber',
    'operator': 'operator.sumber',
    'county': 'dpmd',
    'inspector': 'inspektur',
    'auditor': 'auditor',
    'district': 'camat.contoh',
    'social': 'dinsos',
}


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


class Hall:
    """Starts the server on a data directory of its own; `stop` ends it and removes everything."""

    def __init__(self):
        self.home = pathlib.Path(tempfile.mkdtemp(prefix='balai-screens-', dir='/tmp'))
        os.chmod(self.home, 0o755)
        self.port = free_port()
        self.address = f'http://127.0.0.1:{self.port}'
        builds = (ROOT / '.build/debug/balai', ROOT / '.build/release/balai')
        named = os.environ.get('BALAI_BINARY')
        self.binary = named or next(path for path in builds if path.exists())
        self.log = open(self.home / 'server.log', 'wb')
        # Also after Ctrl-C, when unittest runs no cleanup.
        atexit.register(self.stop)
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [
                str(self.binary),
                'serve',
                '--demo',
                '--port',
                str(self.port),
                '--data',
                str(self.home / 'data'),
            ],
            cwd=ROOT,
            stdout=self.log,
            stderr=self.log,
            stdin=subprocess.DEVNULL,
        )
        self.wait()

    def wait(self, seconds=300):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f'{self.address}/health', timeout=2) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                time.sleep(0.3)
        raise RuntimeError('the server did not start:\n' + (self.home / 'server.log').read_text()[-4000:])

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self.log.close()
        shutil.rmtree(self.home, ignore_errors=True)


class Browser:
    """Headless Chromium of the system."""

    def __init__(self):
        self.playwright = sync_playwright().start()
        arguments = ['--no-sandbox'] if os.geteuid() == 0 else []
        self.chromium = self.playwright.chromium.launch(
            executable_path=shutil.which('chromium'), args=arguments
        )

    def context(self, **options):
        options.setdefault('viewport', {'width': 1366, 'height': 768})
        return self.chromium.new_context(locale='id-ID', timezone_id='Asia/Jakarta', **options)

    def close(self):
        self.chromium.close()
        self.playwright.stop()


def sign_in(page, address, username):
    page.goto(f'{address}/sign-in')
    page.fill('#f-username', username)
    page.fill('#f-password', PASSWORD)
    page.click('main button')
    page.wait_for_url(f'{address}/**')
    assert '/sign-in' not in page.url, page.inner_text('main')


def screenshot(page, name):
    """Into the folder of BALAI_SCREENSHOTS, where somebody wants to look."""
    folder = os.environ.get('BALAI_SCREENSHOTS')
    if folder:
        pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(pathlib.Path(folder) / f'{name}.png'), full_page=True)
