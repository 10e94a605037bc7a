"""Goal: `./run` is all there is to know. Method: the script itself, in a folder laid out as a checkout, with
the server that is built; started, left with Ctrl-C, started again, killed and adopted, and without demo.
"""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time
import unittest
import urllib.error
import urllib.request

from _hall import ROOT, free_port

# Ten times what is promised for a second start.
HANG_SECONDS = 30


class Checkout:
    """The project's files by links, and a release folder that holds the server of this test run."""

    def __init__(self):
        self.home = pathlib.Path(tempfile.mkdtemp(prefix='balai-newcomer-', dir='/tmp'))
        os.chmod(self.home, 0o755)
        self.folder = self.home / 'balai'
        self.folder.mkdir()
        for name in ('run', 'scripts', 'Package.swift', 'Sources', 'schema', 'static', 'texts', 'var'):
            (self.folder / name).symlink_to(ROOT / name)
        # The script asks where it lies itself: a link would lead it back to the project.
        (self.folder / 'run').unlink()
        shutil.copy2(ROOT / 'run', self.folder / 'run')
        release = self.folder / '.build/release'
        release.mkdir(parents=True)
        builds = (ROOT / '.build/debug/balai', ROOT / '.build/release/balai')
        (release / 'balai').symlink_to(next(path for path in builds if path.exists()))
        stamp = self.shell('. scripts/prepare; sources_stamp').stdout
        (self.folder / '.build/balai.stamp').write_text(stamp)

    def shell(self, text):
        return subprocess.run(
            ['bash', '-c', text], cwd=self.folder, capture_output=True, text=True, check=True
        )

    def run(self, *arguments):
        return subprocess.run(
            ['./run', *arguments], cwd=self.folder, capture_output=True, text=True, timeout=60, check=False
        )

    def remove(self):
        shutil.rmtree(self.home, ignore_errors=True)


class Running:
    """`./run` under way; what it prints goes to a file."""

    def __init__(self, checkout, data, *options):
        self.port = free_port()
        self.path = checkout.home / f'said-{self.port}'
        self.began = time.monotonic()
        with open(self.path, 'wb') as said:
            self.process = subprocess.Popen(
                ['./run', '--port', str(self.port), f'--data={data}', *options],
                cwd=checkout.folder,
                stdout=said,
                stderr=said,
                stdin=subprocess.DEVNULL,
            )

    @property
    def said(self):
        return self.path.read_text()

    def ready(self, seconds=300):
        """How long it took until /health answers."""
        while time.monotonic() - self.began < seconds:
            if self.process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f'http://127.0.0.1:{self.port}/health', timeout=2) as answer:
                    if answer.status == 200:
                        return time.monotonic() - self.began
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        raise AssertionError(f'./run did not come up:\n{self.said[-3000:]}')

    def leave(self):
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(60)

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(10)


class Newcomer(unittest.TestCase):
    def start(self, *arguments):
        running = Running(self.checkout, *arguments)
        self.addCleanup(running.kill)
        return running

    def setUp(self):
        self.checkout = Checkout()
        self.addCleanup(self.checkout.remove)

    def test_run_serves_the_demo_ends_with_ctrl_c_and_comes_back_at_once(self):
        data = self.checkout.home / 'data'
        first = self.start(data)
        first.ready()
        for word in (f'http://127.0.0.1:{first.port}', 'kaur.sumber', 'contoh desa 2026', 'inspektur'):
            self.assertIn(word, first.said)
        self.assertEqual(first.leave(), 0, first.said)
        self.assertFalse((data / 'cluster/postmaster.pid').exists(), 'the database goes on after Ctrl-C')

        second = self.start(data)
        self.assertLess(second.ready(), HANG_SECONDS)
        second.kill()
        self.assertTrue((data / 'cluster/postmaster.pid').exists())

        third = self.start(data)
        self.assertLess(third.ready(), HANG_SECONDS, 'the cluster of a killed server is not adopted')
        self.assertEqual(third.leave(), 0, third.said)
        self.assertFalse((data / 'cluster/postmaster.pid').exists())

    def test_without_demo_it_prints_a_link_for_the_first_account(self):
        running = self.start(self.checkout.home / 'empty', '--no-demo')
        running.ready()
        self.assertRegex(running.said, re.compile(rf'http://127\.0\.0\.1:{running.port}/slip#\S+'))
        self.assertNotIn('kaur.sumber', running.said)
        self.assertEqual(running.leave(), 0, running.said)

    def test_a_wrong_option_is_explained(self):
        for arguments in (['--demo'], ['--port'], ['anything']):
            answer = self.checkout.run(*arguments)
            self.assertEqual(answer.returncode, 2, answer.stderr)
            self.assertIn('Usage: ./run', answer.stderr)
        self.assertEqual(self.checkout.run('--help').returncode, 0)


if __name__ == '__main__':
    unittest.main()
