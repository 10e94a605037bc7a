"""The foreman's phone: a shared link, photos at the site without a signal, a closed page, a bad line, and
what the inspector sees of it.

    var/venv/bin/python3 Tests/BrowserTests/capture.py -v

BALAI_BINARY names another server than the one of .build; BALAI_SCREENSHOTS a folder for pictures.
"""

import json
import os
import re
import shutil
import tempfile
import time
import unittest
import urllib.parse

from playwright.sync_api import sync_playwright

from _hall import ROLES, Hall, screenshot, sign_in
from _people import road_line

SITE = {'longitude': 114.4450, 'latitude': -8.4700, 'accuracy': 8}
# 1.2 km to the east.
AWAY = {'longitude': 114.4559, 'latitude': -8.4700, 'accuracy': 8}
PHONE = {'width': 360, 'height': 740}
UUID = '[0-9a-f]{8}-[0-9a-f-]{27}'


class Capture(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.hall = Hall()
        cls.addClassCleanup(cls.hall.stop)
        cls.playwright = sync_playwright().start()
        cls.addClassCleanup(cls.playwright.stop)
        cls.manager = cls.browser().new_context(locale='id-ID', timezone_id='Asia/Jakarta')
        sign_in(cls.manager.new_page(), cls.hall.address, ROLES['manager'])

    @classmethod
    def browser(cls):
        arguments = ['--no-sandbox'] if os.geteuid() == 0 else []
        started = cls.playwright.chromium.launch(executable_path=shutil.which('chromium'), args=arguments)
        cls.addClassCleanup(started.close)
        return started

    def work(self, name):
        """A new work at the site, and a link to it."""
        page = self.manager.new_page()
        year = time.strftime('%Y')
        village = page.context.request.get(f'{self.hall.address}/')
        base = re.search(r'/villages/\d{10}/\d{4}', village.text()).group()
        page.goto(f'{self.hall.address}{base}/works/new')
        fields = {
            'name': name,
            'budget': '7.500.000',
            # From today on: a work that should have begun long ago is flagged before it is photographed.
            'starts': time.strftime('%Y-%m-%d'),
            'ends': f'{year}-12-31',
            'geometry': json.dumps({'type': 'Point', 'coordinates': [SITE['longitude'], SITE['latitude']]}),
        }
        page.select_option('#f-line', road_line(page))
        for field, value in fields.items():
            page.fill(f'#f-{field}', value)
        page.press('#f-geometry', 'Tab')
        for _ in range(2):
            with page.expect_navigation():
                page.click('main form[method=post] > p button')
            if '/works/new' not in page.url:
                break
        self.assertRegex(page.url, f'/works/{UUID}$', page.inner_text('main'))
        work = page.url
        page.goto(f'{work}/links')
        page.fill('#f-label', 'Pak Slamet, mandor')
        page.click('main form.narrow button')
        address = page.input_value('#f-address')
        shared = urllib.parse.unquote(page.get_attribute('a[href^="https://wa.me/"]', 'href'))
        self.assertIn(address, shared)
        for width in (1366, 360):
            page.set_viewport_size({'width': width, 'height': 768})
            self.assertLessEqual(page.evaluate('document.documentElement.scrollWidth'), width)
            screenshot(page, f'links-{width}')
        page.close()
        return work, address

    def phone(self, folder, place=SITE):
        """A phone of its own: its browser's data lies in a folder, so that it can be closed and opened."""
        arguments = [
            '--use-fake-device-for-media-stream',
            '--use-fake-ui-for-media-stream',
        ] + (['--no-sandbox'] if os.geteuid() == 0 else [])
        return self.playwright.chromium.launch_persistent_context(
            folder,
            executable_path=shutil.which('chromium'),
            args=arguments,
            locale='id-ID',
            timezone_id='Asia/Jakarta',
            viewport=PHONE,
            geolocation=place,
            permissions=['geolocation', 'camera'],
        )

    def open(self, phone, address):
        page = phone.new_page()
        page.goto(address, wait_until='domcontentloaded')
        page.wait_for_selector('photo-capture[data-ready]')
        return page

    def shoot(self, page, times=1, stage='50'):
        page.select_option('#f-stage', stage)
        page.wait_for_selector('photo-capture[data-place=place]')
        page.click('text=Buka kamera')
        self.wait_until(page, 'document.querySelector("photo-capture video").videoWidth > 0')
        for number in range(times):
            before = page.locator('.queue li').count()
            page.click('.shutter')
            self.wait_until(page, f'document.querySelectorAll(".queue li").length === {before + 1}')

    def wait_until(self, page, condition, seconds=30):
        """The page's policy forbids eval, which Playwright's own waiting needs."""
        until = time.monotonic() + seconds
        while not page.evaluate(condition):
            self.assertLess(time.monotonic(), until, f'{condition}: {page.inner_text("main")}')
            page.wait_for_timeout(100)

    def standing(self, page):
        data = page.evaluate('({...document.querySelector("photo-capture").dataset})')
        return int(data['waiting']), int(data['stored']), int(data['refused'])

    def wait_for(self, page, standing, seconds=60):
        until = time.monotonic() + seconds
        while self.standing(page) != standing and time.monotonic() < until:
            page.wait_for_timeout(200)
        self.assertEqual(self.standing(page), standing, page.inner_text('main'))

    def test_a_photo_taken_without_a_signal_survives_closing_and_reaches_the_inspector(self):
        work, address = self.work('Talud uji tanpa sinyal')
        folder = tempfile.mkdtemp(prefix='balai-phone-')
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        phone = self.phone(folder)
        page = self.open(phone, address)
        self.assertEqual(page.get_attribute('photo-capture', 'data-kept'), 'true')
        phone.set_offline(True)
        page.reload(wait_until='domcontentloaded')
        page.wait_for_selector('photo-capture[data-ready]')
        self.shoot(page, times=2)
        self.assertEqual(self.standing(page), (2, 0, 0))
        screenshot(page, 'capture-offline-360')
        phone.close()

        phone = self.phone(folder)
        self.addCleanup(phone.close)
        phone.set_offline(True)
        page = self.open(phone, address)
        self.assertEqual(self.standing(page), (2, 0, 0), 'the queue is still there')
        page.wait_for_timeout(1500)
        self.assertEqual(self.standing(page), (2, 0, 0), 'nothing is called stored without the server')

        inspector = self.browser().new_context(locale='id-ID')
        seen = inspector.new_page()
        sign_in(seen, self.hall.address, ROLES['inspector'])
        seen.goto(f"{self.hall.address}/map#17/{SITE['latitude']}/{SITE['longitude']}")
        pin = 'works-map .pin[title="Talud uji tanpa sinyal, {}"]'
        seen.wait_for_selector(pin.format('Rencana'))

        phone.set_offline(False)
        self.wait_for(page, (0, 2, 0))
        screenshot(page, 'capture-stored-360')
        left = page.evaluate(
            """() => new Promise((resolve) => {
                const name = `rekam-${document.querySelector('photo-capture').getAttribute('token')}`;
                const request = indexedDB.open(name);
                request.onsuccess = () => {
                    const pictures = request.result.transaction('pictures').objectStore('pictures').count();
                    pictures.onsuccess = () => resolve(pictures.result);
                };
            })"""
        )
        self.assertEqual(left, 0, 'what is acknowledged by its hash is forgotten')
        self.assertIn('cocok', page.inner_text('.queue'))

        seen.wait_for_selector(pin.format('Berjalan'), timeout=20_000)
        screenshot(seen, 'inspector-map-1366')
        seen.goto(work)
        self.assertIn('Berjalan', seen.inner_text('main .lead'))
        self.assertEqual(seen.locator('main .photos img').count(), 2)
        self.assertEqual(seen.locator('main .photos .tag.well').count(), 2)
        screenshot(seen, 'inspector-work-1366')

    def test_a_slow_line_that_breaks_goes_on_where_it_was(self):
        _, address = self.work('Talud uji sinyal lemah')
        folder = tempfile.mkdtemp(prefix='balai-phone-')
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        phone = self.phone(folder)
        self.addCleanup(phone.close)
        page = self.open(phone, address)
        line = phone.new_cdp_session(page)
        slow = {'offline': False, 'latency': 300, 'downloadThroughput': 50_000, 'uploadThroughput': 40_000}
        line.send('Network.enable')
        line.send('Network.emulateNetworkConditions', slow)
        self.shoot(page)
        for _ in range(3):
            page.wait_for_timeout(700)
            phone.set_offline(True)
            page.wait_for_timeout(300)
            phone.set_offline(False)
            line.send('Network.emulateNetworkConditions', slow)
        self.wait_for(page, (0, 1, 0), seconds=90)

    def test_an_old_photo_from_elsewhere_and_a_messenger_copy_are_told_apart_and_both_taken(self):
        work, address = self.work('Talud uji dua foto')
        folder = tempfile.mkdtemp(prefix='balai-phone-')
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        phone = self.phone(folder, AWAY)
        self.addCleanup(phone.close)
        page = self.open(phone, address)
        self.shoot(page)
        self.wait_for(page, (0, 1, 0))
        self.assertIn('tidak cocok', page.inner_text('.queue'))
        copy = os.path.join(folder, 'IMG-20260101-WA0001.jpg')
        page.screenshot(path=copy, type='jpeg')
        os.utime(copy, (1_767_225_600, 1_767_225_600))
        page.set_input_files('#f-pick', copy)
        self.wait_for(page, (0, 2, 0))
        self.assertIn('tidak ada', page.inner_text('.queue'))
        screenshot(page, 'capture-two-360')

    def test_without_scripts_the_form_sends_a_photo(self):
        _, address = self.work('Talud uji formulir')
        plain = self.browser().new_context(java_script_enabled=False, viewport=PHONE, locale='id-ID')
        page = plain.new_page()
        page.goto(address)
        page.select_option('#f-stage', '50')
        with tempfile.TemporaryDirectory() as folder:
            photo = os.path.join(folder, 'foto.jpg')
            page.screenshot(path=photo, type='jpeg')
            page.set_input_files('#f-photo', photo)
            with page.expect_navigation():
                page.click('main form button')
        self.assertIn('Foto diterima server', page.inner_text('main'))
        self.assertLessEqual(page.evaluate('document.documentElement.scrollWidth'), 360)
        screenshot(page, 'capture-plain-360')


if __name__ == '__main__':
    unittest.main()
