"""Works on the ground by keyboard alone: where they lie, what their money waits for, what an inspector sees.

    var/venv/bin/python3 Tests/BrowserTests/places.py -v

BALAI_BINARY names another server than the one of .build; BALAI_SCREENSHOTS a folder for pictures.
"""

import json
import math
import pathlib
import re
import tempfile
import time
import unittest

from _hall import screenshot
from _keyboard import AtTheKeyboard, Keys
from _people import HERE, UUID, VILLAGE, YEAR, judge, road_line, scene


def setUpModule():
    scene.open(unittest.addModuleCleanup)


class Places(AtTheKeyboard):
    def place_page(self, **options):
        """A work of the village that has not begun, at its place."""
        person, keys, page = self.sit('manager', f'/works?state=planned&year={YEAR}', **options)
        work = person.links(f'^/works/{UUID}$')[0]
        person.open(f'{work}/place')
        return person, keys, page, work

    def save(self, keys):
        """Where something lies near, the form says so once before it saves."""
        for _ in range(2):
            keys.press('form[action$="/place"] > p button')
            if not keys.page.url.endswith('/place'):
                break

    def test_a_place_is_typed_in_degrees_and_in_metres_and_a_wrong_one_is_explained(self):
        manager, keys, page, work = self.place_page()
        judge(manager, 'place')
        wrong = [('-8.4700', 'dua angka'), ('8,4700 114,4450', 'minus'), ('-8.4700, 14.4450', 'luar')]
        for text, says in wrong:
            if not page.locator('#f-coordinates').is_visible():
                keys.unfold('Ketik')
            keys.write('#f-coordinates', text)
            keys.press('form[action$="/place"] > p button')
            self.refused(manager, 'place-refused')
            self.assertIn(says, page.inner_text('main').lower())
        keys.write('#f-coordinates', '8°28\'12.0" LS 114°26\'42.0" BT')
        self.save(keys)
        manager.open(f'{work}/place')
        self.assertIn('berlaku', page.inner_text('main'))
        versions = page.locator('.side section').count()
        self.assertGreaterEqual(versions, 2, 'the place before is kept')
        judge(manager, 'place-typed')

    def test_a_place_is_drawn_and_brought_as_a_file(self):
        manager, keys, page, work = self.place_page(permissions=['geolocation'], geolocation=HERE)
        keys.to('button[data-tool=here]')
        page.keyboard.press('Enter')
        deadline = time.monotonic() + 10
        while not page.input_value('#f-geometry') and time.monotonic() < deadline:
            page.wait_for_timeout(100)
        drawn = json.loads(page.input_value('#f-geometry'))
        self.assertAlmostEqual(drawn['coordinates'][0], HERE['longitude'], 5)
        self.save(keys)
        manager.open(f'{work}/place')
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / 'titik.gpx'
            file.write_text(
                '<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">'
                f'<wpt lat="{HERE["latitude"] + 0.0005}" lon="{HERE["longitude"]}"/></gpx>'
            )
            page.set_input_files('#f-site', str(file))
            self.save(keys)
        manager.open(work)
        geo = page.get_attribute('a[href^="geo:"]', 'href')
        self.assertTrue(geo.startswith('geo:-8.469500,114.445000'), geo)
        # Where nothing answers to geo: the numbers are copied.
        page.context.grant_permissions(['clipboard-read', 'clipboard-write'])
        keys.to('copy-text button')
        page.keyboard.press('Enter')
        copied = page.evaluate('navigator.clipboard.readText()')
        self.assertEqual(copied, '-8.469500, 114.445000')
        self.assertEqual(page.locator('a[href^="https://"]').count(), 0, 'no map on the web by itself')

    def agency_road(self, inspector):
        """The demo's work of an agency: where it runs, longitude first."""
        query = f'bbox=114.2,-8.7,114.7,-8.2&zoom=19&year={int(YEAR) - 1}'
        answer = inspector.context.request.get(f'{scene.hall.address}/v1/map?{query}')
        roads = [
            feature['geometry']['coordinates'] for feature in answer.json()['features']
            if feature['geometry'] and feature['geometry']['type'] == 'LineString'
        ]
        self.assertTrue(roads, 'the demo has a road of the year before')
        return max(roads, key=len)

    def test_who_draws_along_an_agency_s_road_reads_what_was_paid_for_it(self):
        inspector, _, _ = self.sit('inspector', '/map')
        road = self.agency_road(inspector)
        for size in ({'width': 1366, 'height': 800}, {'width': 360, 'height': 740}):
            manager, keys, page, work = self.place_page(viewport=size)
            page.wait_for_selector('site-map[for] .leaflet-container')
            keys.to('button[data-tool=LineString]')
            page.keyboard.press('Enter')
            # From 59 m before the road's end, outside, to 33 m along it: 15 m more are beside its end.
            (lon, lat), (next_lon, next_lat) = road[0], road[1]
            east, north = (next_lon - lon) * 110_000, (next_lat - lat) * 110_574
            length = math.hypot(east, north)
            drawn = [
                (lon + east / length * step / 110_000, lat + north / length * step / 110_574)
                for step in (-59, 0, 33)
            ]
            drawing = 'document.querySelector("site-map[for]").map'
            page.evaluate(f'place => {{ {drawing}.setView(place, 18, {{ animate: false }}) }}', [lat, lon])
            canvas = page.locator('site-map[for] .leaflet-container')
            canvas.scroll_into_view_if_needed()
            for place in drawn:
                there = [place[1], place[0]]
                spot = page.evaluate(f'place => {drawing}.latLngToContainerPoint(place)', there)
                canvas.click(position={'x': spot['x'], 'y': spot['y']})
            page.wait_for_selector('.neighbours li >> text=/dari \\d+ m sudah dibayar/')
            says = ' '.join(page.locator('.neighbours li').all_inner_texts())
            words = r'(\d+) dari (\d+) m sudah dibayar Dinas PU Contoh tahun (\d{4}) \(Rp\s?[\d.]+'
            found = re.search(words, says)
            self.assertIsNotNone(found, says)
            shared, whole, year = (int(number) for number in found.groups())
            self.assertTrue(44 <= shared <= 52 and 88 <= whole <= 96, says)
            self.assertEqual(year, int(YEAR) - 1)
            screenshot(page, f'place-neighbours-{size["width"]}')

    def test_a_photo_of_a_signed_in_person_goes_on_where_it_was_cut(self):
        manager, keys, page = self.sit('manager', f'/works?state=running&year={YEAR}')
        works = manager.links(f'^/works/{UUID}$')
        manager.open(works[0])
        pieces, cut = {}, []

        def piece(route, request):
            offset = int(request.headers['upload-offset'])
            if not cut and offset > 0:
                cut.append(request.url)
                return route.abort('connectionreset')
            pieces.setdefault(request.url, []).append(offset)
            return route.continue_()

        page.route('**/v1/uploads/*', lambda route, request: (
            piece(route, request) if request.method == 'PATCH' else route.continue_()))
        with tempfile.TemporaryDirectory() as folder:
            photo = pathlib.Path(folder) / 'jembatan.jpg'
            page.screenshot(path=str(photo), type='jpeg', quality=100, full_page=True)
            padding = b''.join(b'\xff\xfe\xff\xff' + bytes(65_533) for _ in range(12))
            photo.write_bytes(photo.read_bytes()[:2] + padding + photo.read_bytes()[2:])
            other = pathlib.Path(folder) / 'catatan.jpg'
            other.write_text('bukan foto')
            page.set_input_files('#f-photo', [str(photo), str(other)])
            page.wait_for_selector('photo-upload li[data-state=refused]')
            screenshot(page, 'photo-queue')
            page.wait_for_selector('photo-upload li[data-state=stored]', timeout=30_000)
        self.assertEqual(len(cut), 1, 'the line was cut once')
        offsets = pieces[cut[0]]
        self.assertEqual(offsets, sorted(set(offsets)), 'no piece came twice, and it did not begin anew')
        self.assertEqual(offsets[0], 0)
        self.assertGreater(len(offsets), 1)
        # The report does not go while a photo in the list is not on the server.
        before = page.url
        page.click('form[action$="/progress"] > p button')
        self.assertEqual(page.url, before)
        self.assertIn('belum terkirim', page.inner_text('photo-upload [role=status]'))
        judge(manager, 'photo-queue')
        keys.to('photo-upload li[data-state=refused] button')
        page.keyboard.press('Enter')
        self.assertEqual(page.locator('photo-upload li').count(), 1)
        page.select_option('#f-stage', index=2)
        with page.expect_navigation():
            page.click('form[action$="/progress"] > p button')
        self.assertNotIn('/progress', page.url, manager.said())
        # The cut line and the refused file, which the browser's console repeats.
        manager.trouble = [one for one in manager.trouble if 'Failed to load resource' not in one]


class Gates(AtTheKeyboard):
    def request(self):
        """A request for money past the share that needs a photo, verified: its page."""
        manager, keys, page = self.sit('manager', f'{VILLAGE}/spp/new')
        row = page.locator('tr', has=page.locator('input[name=line][value^="2.4.11 5.3.8.03"]'))
        number = row.locator('input[name=amount]').get_attribute('id')
        keys.write('#f-purpose', 'Bahan sumur bor, uji gerbang')
        keys.write(f'#{number}', '25.000.000')
        keys.press('main form button')
        keys.press('form[action$="/submit"] button')
        request = page.url.removeprefix(scene.hall.address)
        secretary, keys, page = self.sit('secretary', request)
        keys.press('form[action$="/verify"] button')
        return request

    def test_money_waits_for_a_photo_and_goes_on_only_by_two_people(self):
        request = self.request()
        gate = f"/spp/{request.rsplit('/', 1)[1]}/gate"
        head, keys, page = self.sit('head', request)
        keys.press('form[action$="/approve"] button')
        if '/second-factor' in page.url:
            self.give_the_code(head, keys)
            keys.press('form[action$="/approve"] button')
        self.refused(head, 'gate-refused', says='foto')

        manager, keys, page = self.sit('manager', gate)
        judge(manager, 'gate')
        for reason in ('   ', 'Sinyal dan kamera rusak karena banjir; foto menyusul.'):
            if not page.locator('#f-reason').is_visible():
                keys.unfold('Minta')
            keys.write('#f-reason', reason)
            keys.press('form[action$="/override"] button')
            if not reason.strip():
                self.refused(manager, 'override-refused', '#f-reason')
        self.assertEqual(page.locator('form[action$="/grant"]').count(), 0, 'nobody grants their own wish')

        head.open(gate)
        keys = Keys(head)
        judge(head, 'gate-asked')
        keys.press('form[action$="/grant"] button')
        head.open(request)
        keys.press('form[action$="/approve"] button')
        self.assertIn('disetujui', head.page.inner_text('main').lower())
        county, _, page = self.sit('county', '/gates')
        self.assertIn('Sinyal dan kamera rusak', page.inner_text('main'))
        judge(county, 'gates')


class Map(AtTheKeyboard):
    def names(self, page):
        return page.locator('#map-list li a').all_inner_texts()

    def filtered(self, keys, fill):
        fill()
        keys.press('.filters button')
        keys.page.wait_for_selector('#map-list[data-count]', state='attached')
        return self.names(keys.page)

    def known(self, person, query):
        """The names that the interface gives for the same filters."""
        answer = person.context.request.get(f'{scene.hall.address}/v1/works?limit=500&{query}')
        return [work['name'] for work in answer.json()['items']]

    def test_the_list_and_the_map_show_the_same_works_under_every_filter(self):
        inspector, keys, page = self.sit('inspector', '/map')
        page.wait_for_selector('#map-list[data-count]', state='attached')
        judge(inspector, 'map')
        every = self.known(inspector, '')
        self.assertGreater(len(every), 10)
        filters = {
            'state': lambda: keys.choose('#f-state', 'selesai'),
            'flag': lambda: keys.choose('#f-flag', 'peringatan'),
            'fund': lambda: keys.write('#f-fund', 'DDS'),
            'year': lambda: keys.write('#f-year', str(int(YEAR) - 1)),
            'kecamatan': lambda: keys.write('#f-village', '35.10.99'),
            'ahead': lambda: keys.tick('#f-ahead'),
        }
        for name, fill in filters.items():
            inspector.open('/map')
            shown = self.filtered(keys, fill)
            query = page.url.partition('?')[2]
            known = self.known(inspector, query)
            self.assertEqual(sorted(shown), sorted(known), name)
            self.assertTrue(len(known) < len(every) or name in ('fund', 'kecamatan'), name)
            listed = inspector.context.request.get(f'{scene.hall.address}/works?{query}').text()
            for work in shown[:3]:
                self.assertIn(work.replace('&', '&amp;'), listed, name)

    def test_a_case_shows_both_places_their_money_and_the_works_around(self):
        inspector, keys, page = self.sit('inspector', '/flags?state=open')
        pair = page.locator('tr', has_text='berimpit').filter(has_text='Tegalcontoh')
        case = pair.locator('a').first.get_attribute('href')
        inspector.open(case)
        page.wait_for_selector('site-map .leaflet-interactive:visible')
        page.wait_for_selector('site-map[data-around]:not([data-around="0"])')
        judge(inspector, 'case')
        works = page.locator('#works h2').all_inner_texts()
        self.assertEqual([name[0] for name in works], ['A', 'B'])
        self.assertEqual(page.locator('#works dt', has_text='Sudah dibayar').count(), 2)
        keys.to('#f-slider')
        page.keyboard.press('End')
        self.assertEqual(page.input_value('#f-slider'), '100')
        geo = page.get_attribute('a[href^="geo:"]', 'href')
        self.assertRegex(geo, r'^geo:-8\.\d+,114\.\d+')

        # The village answers on its own page, and the inspector's open page tells of it.
        manager, keys, _ = self.sit('kasi.tegal', case)
        keys.write('form[action$="/explain"] textarea', 'Bagian kedua adalah lapisan atas.')
        keys.press('form[action$="/explain"] button')
        page.wait_for_selector('text=lapisan atas', timeout=15_000)
        keys = Keys(inspector)
        keys.write('form[action$="/confirm"] textarea', '   ')
        keys.press('form[action$="/confirm"] button')
        self.refused(inspector, 'case-refused', 'form[action$="/confirm"] textarea')
        keys.write('form[action$="/confirm"] textarea', 'Satu ruas dibayar dua kali.')
        keys.press('form[action$="/confirm"] button')
        self.assertIn('Satu ruas dibayar dua kali', page.inner_text('main'))

    def test_a_finished_work_is_handed_over_once_and_its_curve_is_drawn(self):
        manager, keys, page = self.sit('manager', f'/works?state=done&year={YEAR}')
        works = manager.links(f'^/works/{UUID}$')
        manager.open(works[0])
        judge(manager, 'work')
        curve = page.locator('img[src$="/curve"]')
        curve.scroll_into_view_if_needed()
        curve.evaluate('image => image.decode()')
        self.assertIn('Kurva S', curve.get_attribute('alt'))
        for receiver in ('   ', 'Ketua RT 02'):
            page.fill('#f-hand-over-day', f'{YEAR}-11-20')
            keys.write('#f-hand-over-number', '7/BAST/UJI')
            keys.write('#f-hand-over-receiver', receiver)
            keys.press('form[action$="/handover"] button')
            if not receiver.strip():
                self.refused(manager, 'handover-refused', '#f-hand-over-receiver')
        self.assertIn('Ketua RT 02', page.inner_text('main'))
        self.assertEqual(page.locator('form[action$="/handover"]').count(), 0, 'handed over twice')


if __name__ == '__main__':
    unittest.main()
