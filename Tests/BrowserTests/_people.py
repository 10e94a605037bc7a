"""Who walks through the screens, what they may see, and how a page is looked at."""

import pathlib
import re
import time

import axe_playwright_python

from _hall import ROLES, Browser, Hall, screenshot, sign_in

YEAR = time.strftime('%Y')
VILLAGE = f'/villages/3510992001/{YEAR}'
NEXT_VILLAGE = f'/villages/3510992002/{YEAR}'
UUID = '[0-9a-f]{8}-[0-9a-f-]{27}'
NOBODY = '00000000-0000-7000-8000-000000000000'
IN_THE_VILLAGE = ('manager', 'secretary', 'head', 'treasurer', 'council', 'operator')
DRAWS = ('manager', 'secretary', 'treasurer')
AXE = next(pathlib.Path(axe_playwright_python.__file__).parent.rglob('axe.min.js')).read_text()
# A point in the first demo village, away from its other works.
HERE = {'longitude': 114.4450, 'latitude': -8.4700}

# Kinds of pages already looked at, by the slow way of looking.
seen = {'contrast': set(), 'plain': set()}


class Scene:
    """The hall and the browser of this run."""

    hall = browser = None

    def open(self, at_the_end):
        self.hall = Hall()
        at_the_end(self.hall.stop)
        self.browser = Browser()
        at_the_end(self.browser.close)


scene = Scene()


class Person:
    """One role (or sign-in name) with an own browser context; `trouble` collects what went wrong, each with
    role and page."""

    def __init__(self, role, **options):
        self.role = role
        self.trouble = []
        self.where = '/sign-in'
        self.context = scene.browser.context(**options)
        self.page = self.context.new_page()
        self.page.on('console', self.on_console)
        self.page.on('pageerror', lambda error: self.note(f'script error: {error}'))
        self.page.on('request', self.on_request)
        sign_in(self.page, scene.hall.address, ROLES.get(role, role))

    def note(self, text):
        self.trouble.append(f'{self.role} at {self.where}: {text}')

    def on_console(self, message):
        if message.type == 'error':
            self.note(f'console: {message.text}')

    def on_request(self, request):
        if not request.url.startswith((scene.hall.address, 'data:', 'blob:')):
            self.note(f'asks another host: {request.url}')

    def open(self, path):
        self.where = path
        answer = self.page.goto(scene.hall.address + path)
        if answer.status != 200:
            raise AssertionError(f'{self.role} at {path}: answered {answer.status}')
        return answer

    def links(self, pattern, scope='main'):
        found = self.page.eval_on_selector_all(
            f'{scope} a[href]', 'links => links.map(a => a.getAttribute("href"))'
        )
        return [link for link in dict.fromkeys(found) if re.search(pattern, link)]

    def said(self):
        return self.page.inner_text('main')[:600]

    def close(self):
        self.context.close()


def pages_of(person):
    """What the navigation of a role leads to, and one page of each kind behind it."""
    role = person.role
    person.open('/')
    navigation = person.links('^/', scope='nav.main')
    pages = dict.fromkeys(navigation)
    pages.update(dict.fromkeys(['/villages', '/account']))
    if role == 'auditor':
        # The same page for everybody.
        pages['/api'] = None
    pages.update(dict.fromkeys(f'{VILLAGE}/{part}' for part in ('budget', 'spp', 'book', 'income')))
    for parent, detail in [
        (f'{VILLAGE}/budget', rf'/activities/[1-9]'),
        (f'{VILLAGE}/spp', f'/spp/{UUID}$'),
        ('/works', f'^/works/{UUID}$'),
        ('/flags', f'^/flags/{UUID}$'),
    ]:
        person.open(parent)
        found = person.links(detail)
        if found:
            pages[found[0]] = None
        elif not (parent == '/flags'):
            person.note(f'{parent} leads to no page like {detail}')
    if role in DRAWS:
        pages[f'{VILLAGE}/works/new'] = None
    if role == 'manager':
        pages[f'{VILLAGE}/spp/new'] = None
    if role == 'county':
        pages.update(dict.fromkeys(['/accounts/new', '/accounts/import']))
    return list(pages)


def closed_to(role):
    """Pages that a role may not see, and some that nobody can."""
    pages = [f'/works/{NOBODY}', f'/flags/{NOBODY}', f'{VILLAGE}/spp/{NOBODY}', '/no-such-page']
    if role in IN_THE_VILLAGE:
        pages.append(f'{NEXT_VILLAGE}/budget')
    if role not in ('county', 'district'):
        pages.append('/accounts')
    if role != 'county':
        pages.append('/accounts/new')
    if role != 'manager':
        pages.append(f'{VILLAGE}/spp/new')
    if role not in DRAWS:
        pages.append(f'{VILLAGE}/works/new')
    return pages


def slug(path):
    text = re.sub(UUID, 'one', path).replace(VILLAGE, '').strip('/')
    return re.sub('[^a-z0-9]+', '-', text) or 'home'


def is_first(way, path):
    """Colours and scriptless drawing belong to a kind of page: looked at with the first role there."""
    kind = slug(path)
    if kind in seen[way]:
        return False
    seen[way].add(kind)
    return True


def look(person, path):
    """One page as its reader meets it: wide, narrow, with a screen reader."""
    page = person.page
    person.open(path)
    if page.locator('works-map, site-map, api-viewer').count() > 0:
        page.wait_for_load_state('networkidle')
    if page.get_attribute('html', 'lang') not in ('id', 'en'):
        person.note('html has no language')
    headings = page.locator('main > h1').count()
    if headings != 1:
        person.note(f'has {headings} headings')
    judge(person, f'{person.role}-{slug(path)}', is_first('contrast', path))


def judge(person, name, with_contrast=True):
    """The page as it stands, wide and narrow: no wider than its window, nothing that axe finds serious."""
    page = person.page
    page.evaluate(AXE)
    for width in (1366, 360):
        page.set_viewport_size({'width': width, 'height': 768})
        wide = page.evaluate('document.documentElement.scrollWidth')
        if wide > width:
            person.note(f'{name} is {wide} px wide in a window of {width}')
        # Rows become cards on a phone: nothing of them is left to be found by scrolling sideways.
        cut = page.evaluate(
            """() => [...document.querySelectorAll('.scroll:has(> .stack)')]
                .filter((box) => box.scrollWidth > box.clientWidth + 1)
                .map((box) => box.innerText.slice(0, 60))"""
        )
        if cut and width < 400:
            person.note(f'{name} hides a part of its table at {width} px: {cut}')
        screenshot(page, f'{name}-{width}')
        # The viewer of the interface is a library's own page.
        found = page.evaluate(
            """contrast => axe.run({ exclude: [".swagger-ui"] }, {
                resultTypes: ["violations"], rules: { "color-contrast": { enabled: contrast } },
            }).then(answer => answer.violations)""",
            with_contrast,
        )
        for one in found:
            if one['impact'] in ('serious', 'critical'):
                person.note(f"{name} at {width} px: {one['id']}: {one['nodes'][0]['html'][:160]}")
    page.set_viewport_size({'width': 1366, 'height': 768})


def road_line(page):
    """A line of the village's own budget for works of roads (2.3.x), as the form of a work offers them."""
    offered = page.locator('#f-line option').evaluate_all('all => all.map(option => option.value)')
    return next(value for value in offered if value.startswith('2.3.') and value.endswith('|DDS'))
