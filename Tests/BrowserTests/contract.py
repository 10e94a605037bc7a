"""Programs that know Balai only by its OpenAPI document: a validator reads it, and Schemathesis sends what
the document allows and what it forbids. No answer may be a fault of the server, and each has the form that
the document promises. Four roles send the same cases every time; BALAI_FULL=1 takes all roles and adds random
input.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import unittest
import urllib.request

import openapi_spec_validator

from _hall import PASSWORD, ROLES, ROOT, Hall

DOCUMENT = ROOT / 'static' / 'openapi.json'
FULL = os.environ.get('BALAI_FULL') == '1'
CHECKS = 'not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance'
# The live feed never ends; a session in use may not be ended; the tool can't write the upload's type.
LEFT_OUT = '^/v1/(live|session|capture/uploads)'
ASKING = ROLES if FULL else ('manager', 'treasurer', 'county', 'inspector')


class Contract(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        os.environ['BALAI_REQUESTS_PER_SECOND'] = '100000'
        cls.hall = Hall()
        cls.addClassCleanup(cls.hall.stop)

    def token(self, username):
        body = json.dumps({'username': username, 'password': PASSWORD, 'label': 'contract'}).encode()
        request = urllib.request.Request(
            f'{self.hall.address}/v1/session', body, {'Content-Type': 'application/json'}
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)['token']

    def test_the_document_is_sound(self):
        openapi_spec_validator.validate(json.loads(DOCUMENT.read_text()))

    def test_answers_are_as_promised(self):
        tool = pathlib.Path(sys.executable).with_name('schemathesis')
        for role in ASKING:
            with self.subTest(role=role):
                words = [
                    str(tool), 'run', str(DOCUMENT), '--url', self.hall.address, '--no-color',
                    '--header', f'Authorization: Bearer {self.token(ROLES[role])}',
                    '--phases', 'examples,coverage,fuzzing' if FULL else 'examples,coverage',
                    '--max-examples', '20', '--seed', '1', '--request-timeout', '30',
                    '--exclude-path-regex', LEFT_OUT, '--checks', CHECKS,
                    '--mode', 'all',
                ]  # fmt: skip
                ended = subprocess.run(
                    words, capture_output=True, text=True, timeout=1200, cwd=self.hall.home
                )
                failures = re.search(r'=+ FAILURES =+.*', ended.stdout, re.S)
                self.assertIn('Test cases:', ended.stdout, ended.stdout[-3000:] + ended.stderr[-1000:])
                self.assertIsNone(failures, failures and failures.group(0)[:6000])


if __name__ == '__main__':
    unittest.main()
