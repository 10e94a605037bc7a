"""Goal: a backup gives back everything. Method: the demo hall is backed up and restored into a new data
directory; books, photos, scanned evidence and second factors are the same there, and a server on it lets
people in.
"""

import hashlib
import os
import pathlib
import shutil
import subprocess
import tempfile
import time
import unittest

from _hall import ROOT, Browser, Hall, sign_in

YEAR = time.gmtime().tm_year
VILLAGES = [f'35.10.99.200{number}' for number in range(1, 6)]


def balai(hall, *arguments, code=0):
    done = subprocess.run(
        [str(hall.binary), *arguments], cwd=ROOT, capture_output=True, text=True, timeout=180,
        stdin=subprocess.DEVNULL, check=False,
    )
    assert done.returncode == code, f'balai {" ".join(arguments)}: {done.stdout}{done.stderr}'
    return done.stdout + done.stderr


def books(hall, data, folder):
    """The journal of each demo village, as its bytes."""
    found = {}
    for village in VILLAGES:
        path = pathlib.Path(folder) / f'{data.name}-{village}.csv'
        balai(hall, 'ledger', 'export', '--village', village, '--year', str(YEAR), '--format', 'csv', '--out',
              str(path), '--data', str(data))
        found[village] = path.read_bytes()
    return found


def photos(data):
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (data / 'photos').rglob('*') if path.is_file()
    }


def attach(page, hall, scan):
    """The manager attaches a scan to a request of the village; the scan's address there."""
    sign_in(page, hall.address, 'kasi.sumber')
    page.goto(f'{hall.address}/villages/3510992001/{YEAR}/spp')
    page.click('main td a[href*="/spp/"], main th a[href*="/spp/"]')
    page.goto(page.url + '/money')
    page.locator('summary', has_text='Lampirkan bukti').click()
    page.set_input_files(
        '#f-scan-file', files=[{'name': 'kuitansi.pdf', 'mimeType': 'application/pdf', 'buffer': scan}]
    )
    with page.expect_navigation():
        page.click('form[action$="/scans"] button')
    return page.get_attribute('main td a[href*="/scans/"]', 'href')


class Restored(unittest.TestCase):
    def test_a_restored_hall_is_the_same_hall(self):
        hall = Hall()
        self.addCleanup(hall.stop)
        data, copy = hall.home / 'data', hall.home / 'kept'
        browser = Browser()
        self.addCleanup(browser.close)
        # Bytes that are nobody else's, with what a reader might change: line ends, zeros, high bytes.
        scan = b'%PDF-1.7\r\n' + os.urandom(70_000) + b'\0\n%%EOF\n'
        context = browser.context()
        address = attach(context.new_page(), hall, scan)
        context.close()
        with tempfile.TemporaryDirectory() as folder:
            before = books(hall, data, folder)
            self.assertTrue(all(len(book.splitlines()) > 10 for book in before.values()))
            kept = photos(data)
            self.assertGreater(len(kept), 10)
            balai(hall, 'backup', str(copy), '--data', str(data))
            self.assertTrue((copy / 'keys').is_dir())
            # A second backup into the same folder would mix two days.
            self.assertIn('not empty', balai(hall, 'backup', str(copy), '--data', str(data), code=64))

            target = hall.home / 'restored'
            balai(hall, 'restore', str(copy), '--data', str(target))
            self.assertEqual(books(hall, target, folder), before)
            self.assertEqual(photos(target), kept)
            balai(hall, 'ledger', 'check', '--data', str(target))
            # What lives is not restored over.
            self.assertIn('already', balai(hall, 'restore', str(copy), '--data', str(target), code=64))

            hall.process.send_signal(2)
            hall.process.wait(60)
            shutil.rmtree(data)
            shutil.rmtree(hall.home / 'data-keys')
            target.rename(data)
            (hall.home / 'restored-keys').rename(hall.home / 'data-keys')
            self.assertIn(hashlib.sha256(scan).hexdigest(), kept.values(), 'the scan is in the vault')
            hall.start()
            self.look_around(hall, browser, address, scan)

    def look_around(self, hall, browser, address, scan):
        """The head signs in, opens the budget and takes the scan home; the second factor is sealed with the
        restored key."""
        page = browser.context().new_page()
        sign_in(page, hall.address, 'kades.sumber')
        page.goto(f'{hall.address}/second-factor')
        code = page.inner_text('main code')
        page.fill('#f-code', code)
        with page.expect_navigation():
            page.click('main form button')
        self.assertNotIn('/second-factor', page.url, page.inner_text('main'))
        answer = page.goto(f'{hall.address}/villages/3510992001/{YEAR}/budget')
        self.assertEqual(answer.status, 200)
        self.assertGreater(page.locator('main table tbody tr').count(), 20)
        answer = page.context.request.get(hall.address + address)
        self.assertEqual(answer.status, 200)
        self.assertEqual(answer.body(), scan, 'byte for byte')


if __name__ == '__main__':
    unittest.main()
