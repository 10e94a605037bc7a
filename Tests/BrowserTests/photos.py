"""The photo test set beside the project, sent over HTTP as a phone sends it: what comes back agrees with the
set's truth. Prints the share; the same code path is held to each file's policy in OpenSetTests."""

import hashlib
import json
import os
import unittest
import urllib.error
import urllib.request

from _hall import PASSWORD, ROLES, ROOT, Hall

SET = ROOT.parent / 'shared' / 'photos' / 'open'


@unittest.skipUnless((SET / 'expected.jsonl').exists(), '../shared/photos/open is not beside this checkout')
class Photos(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        os.environ['BALAI_REQUESTS_PER_SECOND'] = '100000'
        cls.hall = Hall()
        cls.addClassCleanup(cls.hall.stop)
        body = json.dumps({'username': ROLES['manager'], 'password': PASSWORD, 'label': 'photos'}).encode()
        cls.token = cls.ask('/v1/session', body, 'POST', 'application/json', {})[1]['token']

    @classmethod
    def ask(cls, path, body, method, kind, headers):
        headers = {'Content-Type': kind, **headers}
        request = urllib.request.Request(cls.hall.address + path, body, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as refusal:
            return refusal.code, json.load(refusal)

    def send(self, data):
        digest = hashlib.sha256(data).hexdigest()
        keys = {'Authorization': f'Bearer {self.token}'}
        return self.ask(f'/v1/photos/{digest}', data, 'PUT', 'image/jpeg', keys)

    def agrees(self, truth, status, answer):
        place = (truth['truth_lat'], truth['truth_lon'])
        if None in place or place == (0, 0):
            return status >= 400 or answer.get('latitude') is None
        if status >= 400 or answer.get('latitude') is None:
            return False
        found = (answer['latitude'], answer['longitude'])
        return all(abs(a - b) <= truth['tol_deg'] for a, b in zip(found, place, strict=True))

    def test_what_comes_back_agrees_with_the_truth(self):
        wrong, counted, rejected = [], 0, []
        for line in (SET / 'expected.jsonl').read_text().splitlines():
            truth = json.loads(line)
            status, answer = self.send((SET / truth['file']).read_bytes())
            self.assertIn(status, (200, 201, 413, 415, 422), f'{truth["file"]}: {answer}')
            if status >= 400:
                rejected.append(truth['file'])
                self.assertTrue(answer['detail'] and answer['type'].startswith('/problems/'), truth['file'])
            if truth['kind'] != 'hostile':
                counted += 1
                if not self.agrees(truth, status, answer):
                    wrong.append(truth['file'])
        share = 100 * (counted - len(wrong)) / counted
        print(f'{share:.2f} % of {counted} agree, {len(rejected)} of all refused; not: {wrong}')
        self.assertGreater(counted, 200)
        self.assertGreaterEqual(share, 99)

    def test_a_file_that_is_not_what_its_address_says_is_not_stored(self):
        data = next((SET / 'synth').glob('*.jpg')).read_bytes()
        address = '/v1/photos/' + hashlib.sha256(data + b'x').hexdigest()
        keys = {'Authorization': f'Bearer {self.token}'}
        status, answer = self.ask(address, data, 'PUT', 'image/jpeg', keys)
        self.assertEqual((status, answer['type']), (422, '/problems/other-content'))


if __name__ == '__main__':
    unittest.main()
