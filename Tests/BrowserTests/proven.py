"""Goal: what the running server logs can be proven by the command line alone. Method: the demo hall; its key,
checkpoint and exports are fetched, judged, changed and judged again, also by the second verifier.
"""

import pathlib
import re
import subprocess
import sys
import time
import unittest
import urllib.error
import urllib.request

from _hall import ROOT, Hall

YEAR = time.gmtime().tm_year
VILLAGE = '35.10.99.2001'


def balai(hall, *arguments, code=0):
    done = subprocess.run(
        [str(hall.binary), *arguments], cwd=ROOT, capture_output=True, text=True, timeout=180,
        stdin=subprocess.DEVNULL, check=False,
    )
    assert done.returncode == code, f'balai {" ".join(arguments)}: {done.stdout}{done.stderr}'
    return done.stdout + done.stderr


def fetch(hall, path):
    with urllib.request.urlopen(hall.address + path, timeout=10) as answer:
        return answer.read()


class Proven(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.hall = Hall()
        cls.addClassCleanup(cls.hall.stop)
        cls.key = fetch(cls.hall, '/v1/proof/key').decode().strip()
        for _ in range(100):
            try:
                cls.old = fetch(cls.hall, '/v1/proof/checkpoint').decode()
                break
            except urllib.error.HTTPError:
                time.sleep(0.2)

    def export(self, name, *more, code=0):
        path = self.hall.home / name
        kind = 'csv' if name.endswith('csv') else name.rsplit('.', 1)[1]
        said = balai(
            self.hall, 'ledger', 'export', '--village', VILLAGE, '--year', str(YEAR), '--format', kind,
            '--out', str(path), '--data', str(self.hall.home / 'data'), *more, code=code,
        )
        return path, said

    def verify(self, path, *more, code=0):
        return balai(
            self.hall, 'ledger', 'verify', str(path), '--key', self.key, '--language', 'en', *more, code=code
        )

    def second(self, path):
        script = ROOT / 'Tests' / 'Verifier' / 'verify_proof.py'
        judged = subprocess.run([sys.executable, script, path, self.key], capture_output=True, check=False)
        return judged.returncode

    def test_exports_prove_themselves(self):
        old = self.hall.home / 'old.checkpoint'
        old.write_text(self.old, encoding='utf-8')
        full, _ = self.export('book.ndjson', '--checkpoint', str(old))
        said = self.verify(full)
        self.assertIn('Proven: 35.10.99.2001', said)
        self.assertIn("rollback can't be excluded", said)
        self.assertIn('goes on from the checkpoint', self.verify(full, '--checkpoint', str(old)))
        self.assertEqual(self.second(full), 0)
        redacted, _ = self.export('redacted.ndjson', '--redacted')
        self.assertIn('without description and payee', self.verify(redacted))
        self.assertNotIn('"open"', redacted.read_text(encoding='utf-8'))
        changed = re.sub(r'(\[1,"[^\]]*?),(\d+)\]', lambda leg: f'{leg[1]},{int(leg[2]) + 1}]',
                         full.read_text(encoding='utf-8'), count=1)
        full.write_text(changed, encoding='utf-8')
        self.assertIn('journal entry 1 is not what was logged', self.verify(full, code=1))
        self.assertEqual(self.second(full), 1)

    def test_a_csv_stands_beside_its_proof(self):
        path, _ = self.export('book.csv')
        self.assertTrue(pathlib.Path(f'{path}.proof').exists())
        self.assertIn('Proven', self.verify(path))
        rows = path.read_text(encoding='utf-8')
        path.write_text(rows.replace(f'{YEAR}-', f'{YEAR - 1}-', 1), encoding='utf-8', newline='')
        self.assertIn('is not what is proven', self.verify(path, code=1))

    def test_other_programs_read_the_books(self):
        path, _ = self.export('book.beancount')
        checked = subprocess.run(['bean-check', path], capture_output=True, text=True, check=False)
        self.assertEqual((checked.returncode, checked.stdout + checked.stderr), (0, ''))

    def test_an_unknown_village_leaves_no_file(self):
        path = self.hall.home / 'none.csv'
        balai(
            self.hall, 'ledger', 'export', '--village', '35.10.99.2099', '--year', str(YEAR),
            '--format', 'csv', '--out', str(path), '--data', str(self.hall.home / 'data'), code=1,
        )
        self.assertFalse(path.exists() or pathlib.Path(f'{path}.proof').exists())

    def test_the_log_is_public_and_its_tiles_fit_the_checkpoint(self):
        note = fetch(self.hall, '/v1/proof/checkpoint').decode()
        size = int(note.split('\n')[1])
        width = size % 256
        index, width = (size // 256, width) if width else (size // 256 - 1, 256)
        tile = f'/v1/proof/tile/0/{index:03}' + (f'.p/{width}' if width < 256 else '')
        self.assertEqual(len(fetch(self.hall, tile)), width * 32)
        for wrong in ('/v1/proof/tile/0/0', '/v1/proof/tile/64/000', '/v1/proof/tile/0/000.p/0',
                      '/v1/proof/tile/0/x000/000', '/v1/proof/tile/0/999'):
            with self.assertRaises(urllib.error.HTTPError) as refused:
                fetch(self.hall, wrong)
            self.assertEqual(refused.exception.code, 404, wrong)


if __name__ == '__main__':
    unittest.main()
